package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.door.RequestOracle.End;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tens of thousands of attacking connections on real sockets. The listener must run exactly the requests that a second
 * opinion lets it run, end every connection as that says, in time, and say nothing of it in the log.
 */
@Tag("once")
final class MutationsTest {
    private static final int LANES = 400;
    private static final int LANE_BEGINS_EVERY_MILLIS = 2;
    private static final int TOLD_MAX = 20;
    private static final ListenerLimits HURRIED = new ListenerLimits(
            8 << 10,
            16 << 10,
            64 << 10,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    /** Runs whatever it is given and says which request it was. */
    private static final class EchoDoor implements Door {
        private final AtomicInteger runs = new AtomicInteger();

        @Override
        public boolean takes(String path) {
            return true;
        }

        @Override
        public Future<RawAnswer> serve(RawRequest request) {
            runs.incrementAndGet();
            return Future.succeededFuture(FakeDoor.whole(
                    "ran " + request.path() + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery())));
        }
    }

    private final EchoDoor door = new EchoDoor();
    private final List<String> differences = new CopyOnWriteArrayList<>();
    private final Map<End, Integer> ends = new EnumMap<>(End.class);
    private int runsExpected;

    @Test
    void fiftyThousandMutationsRunNothingButWhatIsSound() {
        attack(new Mutator(20_261_125), 50_000);
    }

    /** See docs/security.md for the command; {@code portcullis.seed} repeats a run. */
    @Test
    @Tag("long")
    void asManyAsOneLikesFromAnySeed() {
        long seed = Long.getLong("portcullis.seed", System.nanoTime());
        System.out.println("portcullis.seed = " + seed);
        attack(new Mutator(seed), Integer.getInteger("portcullis.mutations", 500_000));
    }

    private void attack(Mutator mutator, int connections) {
        try (LoudLog log = new LoudLog();
                RunningListener listener = new RunningListener(HURRIED, door);
                PeerFleet fleet = new PeerFleet(listener.port())) {
            warmUp(listener.port());
            new Attack(mutator, fleet, connections).run();

            assertThat(differences).isEmpty();
            assertThat(door.runs).as("handler runs of all connections").hasValue(runsExpected);
            assertThat(log.lines()).isEmpty();
            assertThat(log.quietLines()).as("refusals told at DEBUG").isGreaterThan(connections / 4);
        }
        assertThat(ends).as("each kind of end was met").containsKeys(End.values());
    }

    /** Loads the classes that a request needs, which takes longer than the hurried deadlines on a cold machine. */
    private void warmUp(int port) {
        for (String bytes : List.of(RawPeer.get("/v5/a") + "!", "!", RawPeer.post("/v5/a", "{}") + "GET /v5/b HT")) {
            try (RawPeer peer = new RawPeer(port)) {
                peer.send(bytes).readToEnd();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        door.runs.set(0);
    }

    /** Keeps a number of connections open until all are through. */
    private final class Attack {
        private final Mutator mutator;
        private final PeerFleet fleet;
        private final int connections;
        private final Promise<Void> over = Promise.promise();
        private int begun;
        private int ended;

        Attack(Mutator mutator, PeerFleet fleet, int connections) {
            this.mutator = mutator;
            this.fleet = fleet;
            this.connections = connections;
        }

        void run() {
            for (int lane = 0; lane < LANES; lane++) {
                fleet.later((long) lane * LANE_BEGINS_EVERY_MILLIS, this::nextConnection);
            }
            over.future()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.MINUTES)
                    .join();
        }

        private void nextConnection() {
            if (begun == connections) {
                return;
            }
            int number = begun++;
            String bytes = mutator.next();
            fleet.talk(mutator.pieces(bytes)).onComplete(talk -> {
                if (talk.succeeded()) {
                    compare(number, bytes, talk.result());
                } else {
                    differ(number, bytes, "could not connect: " + talk.cause());
                }
                if (++ended == connections) {
                    over.complete();
                }
                nextConnection();
            });
        }
    }

    private void compare(int number, String bytes, PeerFleet.Ended ended) {
        RequestOracle.Verdict verdict = RequestOracle.of(bytes);
        ends.merge(verdict.end(), 1, Integer::sum);
        runsExpected += verdict.targets().size();
        List<String> wanted = new ArrayList<>(verdict.targets().stream()
                .map(target -> "200 ran " + target.replaceFirst("^([^?]*)\\?$", "$1"))
                .toList());
        List<String> came = answersIn(ended.received());
        String last = came.size() > wanted.size() ? came.remove(came.size() - 1) : "nothing";
        if (ended.hung()) {
            differ(number, bytes, "hung");
        } else if (!came.equals(wanted)) {
            differ(number, bytes, "ran " + came + " where " + wanted + " were sound; then " + last);
        } else if (!fits(verdict.end(), last)) {
            differ(number, bytes, "ended with " + last + " instead of " + verdict.end());
        }
    }

    private static boolean fits(End end, String last) {
        return switch (end) {
            case REFUSED -> last.matches("(?:4\\d\\d|505) close");
            case CUT -> last.equals("408 close");
            case CLOSED, IDLE -> last.equals("nothing");
        };
    }

    private void differ(int number, String bytes, String how) {
        if (differences.size() < TOLD_MAX) {
            differences.add("connection " + number + " " + how + ": "
                    + bytes.replace("\r", "\\r").replace("\n", "\\n"));
        }
    }

    /** Each answer's status, and its body when it ran something, else whether it closes; interim ones left out. */
    private static List<String> answersIn(String received) {
        List<String> answers = new ArrayList<>();
        int at = 0;
        while (at < received.length()) {
            int bodyAt = received.indexOf("\r\n\r\n", at) + 4;
            if (bodyAt < 4 || !received.startsWith("HTTP/1.1 ", at)) {
                answers.add("no answer: " + received.substring(at));
                return answers;
            }
            String head = received.substring(at, bodyAt);
            int end = Math.min(received.length(), bodyAt + RawPeer.lengthIn(head));
            String status = head.substring(9, 12);
            if (!status.equals("100")) {
                String body = received.substring(bodyAt, end);
                answers.add(status + " " + (body.startsWith("ran ") ? body : closes(head)));
            }
            at = end;
        }
        return answers;
    }

    private static String closes(String head) {
        return head.contains("\r\nConnection: close\r\n") ? "close" : "open";
    }
}
