package dev.portcullis.ledger;

import dev.portcullis.clock.Timers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that stands still until it is told to go on, and fires what falls due on the way. */
final class FakeTime {
    private long nowNanos = 1_000_000_000L;
    private final List<Due> dues = new ArrayList<>();

    LedgerTime time() {
        Timers timers = (delayNanos, task) -> {
            Due due = new Due(nowNanos + Math.max(0, delayNanos), task);
            dues.add(due);
            return () -> dues.remove(due);
        };
        return new LedgerTime(() -> Instant.ofEpochMilli(wallMillis()), () -> nowNanos, timers);
    }

    void passMillis(long millis) {
        long until = nowNanos + millis * 1_000_000;
        while (true) {
            Due next = dues.stream()
                    .filter(d -> d.atNanos <= until)
                    .min(Comparator.comparingLong(d -> d.atNanos))
                    .orElse(null);
            if (next == null) {
                break;
            }
            dues.remove(next);
            nowNanos = Math.max(nowNanos, next.atNanos);
            next.task.run();
        }
        nowNanos = until;
    }

    long wallMillis() {
        return 1_764_000_000_000L + nowNanos / 1_000_000;
    }

    int timersWaiting() {
        return dues.size();
    }

    private record Due(long atNanos, Runnable task) {}
}
