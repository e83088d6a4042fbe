package dev.portcullis.simulation;

import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.LedgerRecord.SignedStamp;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to the exchange as the real transport keeps its contract: connection, depart step, timestamp, record of the
 * signature, one write, one answer or none; once more after 10002. Its network loses, delays, reorders and repeats.
 */
final class SimulatedWire implements Exchange {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Pattern TIME = Pattern.compile("\"time\":([0-9]{13})}$");
    private static final Pattern TIME_REFUSED = Pattern.compile("^\\{\"retCode\":10002,");

    private final World world;
    private final GateLife life;
    private final Dice dice;
    private final Ledger ledger;
    private final ExchangeClock clock;

    SimulatedWire(World world, GateLife life, Ledger ledger, ExchangeClock clock) {
        this.world = world;
        this.life = life;
        this.dice = life.dice().split();
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Future<Reply> send(Departure departure) {
        Promise<Reply> atHome = Promise.promise();
        Flight flight = new Flight(departure);
        flight.once(departure.pass()::depart, departure.limits().answerTimeoutMillis())
                .compose(flight::againIfRefusedForItsTime)
                .onComplete(reply -> departure.home().execute(() -> atHome.handle(reply)));
        return atHome.future();
    }

    /** One departure on its way. */
    private final class Flight {
        private final Departure departure;
        private long writtenNanos;

        private Flight(Departure departure) {
            this.departure = departure;
        }

        private Future<Reply> once(Supplier<Optional<String>> depart, long answerTimeoutMillis) {
            Promise<Reply> reply = Promise.promise();
            boolean unreachable = dice.permille(weather().network().unreachable());
            life.after(unreachable ? dice.millis(1, 1_000) : dice.micros(10, 3_000), () -> {
                if (unreachable) {
                    reply.complete(new Reply.NotWritten("no connection"));
                } else {
                    leave(reply, depart, answerTimeoutMillis);
                }
            });
            return reply.future();
        }

        private void leave(Promise<Reply> reply, Supplier<Optional<String>> depart, long answerTimeoutMillis) {
            Optional<String> stopped = depart.get().or(this::whyUnsigned);
            if (stopped.isPresent()) {
                reply.complete(new Reply.NotWritten(stopped.get()));
                return;
            }
            writtenNanos = now();
            WireRequest request = stamped(writtenNanos + answerTimeoutMillis * NANOS_PER_MILLI);
            if (departure.route().kind().isCreate()) {
                world.judge().createIsWritten(request);
                world.mayDieSoon(5_000);
            }
            life.after(answerTimeoutMillis * NANOS_PER_MILLI, () -> answered(reply, new Reply.NoAnswer("no answer")));
            travel(request, reply);
        }

        private Optional<String> whyUnsigned() {
            boolean changes = !departure.route().kind().isCancel()
                    && !departure.route().kind().isRead();
            if (changes && !clock.isTrusted()) {
                return Optional.of("exchange clock untrusted");
            }
            return now() - departure.limits().signByNanos() > 0
                    ? Optional.of("its time to depart passed before it could be signed and written")
                    : Optional.empty();
        }

        private WireRequest stamped(long answerByNanos) {
            long timestampMillis = clock.signingMillis().orElseGet(life::wallMillis);
            int recvWindowMillis = departure.limits().recvWindowMillis();
            if (departure.route().credential() != null) {
                ledger.note(new LedgerRecord.Signed(
                        departure.requestId(),
                        departure.route().credential(),
                        departure.route().environment(),
                        departure.route().endpoint(),
                        new SignedStamp(timestampMillis, recvWindowMillis),
                        null));
            }
            return new WireRequest(
                    departure.requestId().text(),
                    departure.route().account() == null
                            ? ""
                            : departure.route().account().text(),
                    departure.route().endpoint().path(),
                    departure.rawQuery(),
                    departure.payload().length() == 0
                            ? new JsonObject()
                            : departure.payload().toJsonObject(),
                    timestampMillis,
                    recvWindowMillis,
                    answerByNanos,
                    false);
        }

        /** Without the time no create goes out at all, so the storm spares what asks for it. */
        private Weather weather() {
            return departure.route().kind() == EndpointKind.PUBLIC_READ ? Weather.CALM : world.weather();
        }

        /** What is on its way arrives although the gate that sent it may be dead by then. */
        private void travel(WireRequest request, Promise<Reply> reply) {
            if (dice.permille(weather().network().requestLost()) || world.isCut()) {
                world.trace().line("network", "loses the request of " + request.requestId());
                return;
            }
            goThere(request, reply);
            if (dice.permille(weather().network().requestTwice())) {
                world.trace().line("network", "repeats the request of " + request.requestId());
                goThere(request.again(), reply);
            }
        }

        private void goThere(WireRequest request, Promise<Reply> reply) {
            world.time()
                    .after(
                            weather().wayNanos(dice),
                            () -> world.exchange()
                                    .receive(request)
                                    .ifPresent(answer -> comeBack(request, answer, reply)));
        }

        private void comeBack(WireRequest request, WireAnswer answer, Promise<Reply> reply) {
            if (dice.permille(weather().network().answerLost()) || world.isCut()) {
                world.trace().line("network", "loses the answer to " + request.requestId());
                return;
            }
            int times = dice.permille(weather().network().answerTwice()) ? 2 : 1;
            for (int i = 0; i < times; i++) {
                life.after(weather().wayNanos(dice), () -> arrive(request, answer, reply));
            }
        }

        private void arrive(WireRequest request, WireAnswer answer, Promise<Reply> reply) {
            if (reply.future().isComplete()) {
                return; // its connection is closed, or by now another request's
            }
            learnTime(answer);
            world.judge().answered(request, answer);
            world.mayDieSoon(100);
            answered(
                    reply,
                    new Reply.Answered(new AnswerHead(answer.status(), List.of()), Buffer.buffer(answer.body())));
        }

        private void answered(Promise<Reply> reply, Reply with) {
            reply.tryComplete(with);
        }

        private void learnTime(WireAnswer answer) {
            if (TIME_REFUSED.matcher(answer.body()).find()) {
                clock.doubt();
            }
            serverMillis(answer).ifPresent(millis -> clock.sample(writtenNanos, now(), millis));
        }

        private Future<Reply> againIfRefusedForItsTime(Reply first) {
            boolean refused = first instanceof Reply.Answered answered
                    && TIME_REFUSED.matcher(answered.body().toString()).find();
            long leftMillis = departure.limits().answerTimeoutMillis() - (now() - writtenNanos) / NANOS_PER_MILLI;
            boolean inTime = leftMillis > 0 && departure.limits().signByNanos() - now() > 0;
            if (!refused || !inTime || !departure.pass().departAgain()) {
                return Future.succeededFuture(first);
            }
            return once(departure.pass()::objection, leftMillis)
                    .map(second -> second instanceof Reply.NotWritten ? first : second);
        }
    }

    private static OptionalLong serverMillis(WireAnswer answer) {
        Matcher time = TIME.matcher(answer.body());
        return time.find() ? OptionalLong.of(Long.parseLong(time.group(1))) : OptionalLong.empty();
    }

    private long now() {
        return life.nanos();
    }
}
