package dev.portcullis.alert;

import dev.portcullis.clock.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place where alerts are raised and cleared. An alert stands from its first raising until it is cleared; it is
 * told of when it begins, again each time the repeat time has passed, and when it is over, however often it is raised.
 *
 * <p>Any thread may call; nothing here waits. Memory is bounded: of each kind at most {@value #NAMED_PER_KIND_MAX}
 * alerts stand by name. What comes above that is not told of one by one; a last alert of the kind, about {@value
 * #OTHERS}, says that there are more, and stands until there is room again. So a flood of one kind hides no other kind.
 */
public final class Alerts {
    /** How many alerts of one kind stand by name. */
    public static final int NAMED_PER_KIND_MAX = 50;
    /** The subject of the alert that stands for those that are not named. */
    public static final String OTHERS = "others";

    private static final int SUBJECT_LENGTH_MAX = 120;
    private static final int WORDS_LENGTH_MAX = 600;
    private static final long SOONEST_LOOK_NANOS = 1_000_000_000L;

    private record Key(AlertKind kind, String subject) {}

    private final AlertTime time;
    private final Duration repeat;
    private final List<AlertOutlet> outlets;
    private final Map<Key, StandingAlert> standing = new LinkedHashMap<>();
    private Timers.@Nullable Cancellable nextLook;
    private boolean closed;

    /**
     * Nothing stands yet.
     *
     * @param repeat after which an alert that still stands is told of again
     * @param outlets each is told of every notice
     */
    public Alerts(AlertTime time, Duration repeat, List<AlertOutlet> outlets) {
        this.time = time;
        this.repeat = repeat;
        this.outlets = List.copyOf(outlets);
    }

    /**
     * Says that something is the case, for as long as it is not cleared.
     *
     * @param subject what it is about, such as the id of a key; no secret
     * @param words what is the case, in one plain sentence; no secret
     */
    public synchronized void raise(AlertKind kind, String subject, String words) {
        if (closed) {
            return;
        }
        Key key = new Key(kind, printable(subject, SUBJECT_LENGTH_MAX));
        String said = printable(words, WORDS_LENGTH_MAX);
        StandingAlert before = standing.get(key);
        if (before != null) {
            again(key, before.saying(said));
        } else if (named(kind) < NAMED_PER_KIND_MAX) {
            begin(key, said);
        } else {
            oneOfTheOthers(kind);
        }
    }

    private void oneOfTheOthers(AlertKind kind) {
        Key key = new Key(kind, OTHERS);
        StandingAlert before = standing.get(key);
        if (before == null) {
            begin(key, NAMED_PER_KIND_MAX + " alerts of this kind stand, and there are more, which are not named");
        } else {
            again(key, before);
        }
    }

    private void begin(Key key, String words) {
        Instant now = time.clock().instant();
        StandingAlert begun = new StandingAlert(key.kind(), key.subject(), words, now, now);
        standing.put(key, begun);
        tell(begun.notice(AlertState.RAISED));
        lookLater(repeat.toNanos());
    }

    private void again(Key key, StandingAlert alert) {
        Instant now = time.clock().instant();
        if (now.isBefore(alert.toldAt().plus(repeat))) {
            standing.put(key, alert);
            return;
        }
        standing.put(key, alert.toldAt(now));
        tell(alert.notice(AlertState.REPEATED));
    }

    /** Says that it is over; what was over before stays so. */
    public synchronized Optional<StandingAlert> clear(AlertKind kind, String subject) {
        StandingAlert over = standing.remove(new Key(kind, printable(subject, SUBJECT_LENGTH_MAX)));
        if (over == null) {
            return Optional.empty();
        }
        tell(over.notice(AlertState.CLEARED));
        if (!over.subject().equals(OTHERS) && named(kind) < NAMED_PER_KIND_MAX) {
            clear(kind, OTHERS);
        }
        return Optional.of(over);
    }

    /** Everything that stands: the worst first, of these the oldest first. */
    public synchronized List<StandingAlert> standing() {
        List<StandingAlert> all = new ArrayList<>(standing.values());
        all.sort(Comparator.comparing((StandingAlert alert) -> alert.kind().severity())
                .reversed()
                .thenComparing(StandingAlert::since));
        return all;
    }

    /** How many of a kind stand. */
    public synchronized int standing(AlertKind kind) {
        return Math.toIntExact(
                standing.keySet().stream().filter(key -> key.kind() == kind).count());
    }

    /** Sends a notice through every outlet that looks like a real one of that kind, and says what each did with it. */
    public Future<List<OutletReport>> test(AlertKind kind) {
        AlertNotice notice = new AlertNotice(
                kind,
                "test",
                "this is a test, nothing is wrong; a real one means: " + kind.meaning(),
                time.clock().instant(),
                AlertState.RAISED,
                true);
        List<Future<OutletReport>> asked =
                outlets.stream().map(outlet -> outlet.test(notice)).toList();
        return Future.all(asked).map(all -> all.<OutletReport>list());
    }

    /** Tells of nothing any more. */
    public synchronized void close() {
        closed = true;
        if (nextLook != null) {
            nextLook.cancel();
        }
    }

    private int named(AlertKind kind) {
        return standing(kind) - (standing.containsKey(new Key(kind, OTHERS)) ? 1 : 0);
    }

    /** Handed over under the lock, so that no outlet hears of an end before it has heard of the beginning. */
    private void tell(AlertNotice notice) {
        time.home().execute(() -> outlets.forEach(outlet -> outlet.tell(notice)));
    }

    private void lookLater(long delayNanos) {
        if (nextLook == null && !closed) {
            nextLook = time.timers().after(Math.max(SOONEST_LOOK_NANOS, delayNanos), this::look);
        }
    }

    /** Tells again of what has stood for the repeat time. */
    private synchronized void look() {
        nextLook = null;
        if (closed || standing.isEmpty()) {
            return;
        }
        new LinkedHashMap<>(standing).forEach(this::again);
        Instant now = time.clock().instant();
        standing.values().stream()
                .map(alert -> Duration.between(now, alert.toldAt().plus(repeat)))
                .min(Comparator.naturalOrder())
                .ifPresent(soonest -> lookLater(soonest.toNanos()));
    }

    /** One line, without what a terminal would obey, and not too long. */
    private static String printable(String text, int lengthMax) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= lengthMax ? line : line.substring(0, lengthMax - 3) + "...";
    }
}
