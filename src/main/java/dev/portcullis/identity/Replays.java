package dev.portcullis.identity;

import dev.portcullis.model.Presented;
import dev.portcullis.model.RequestId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers the signatures that let somebody in until their time window has passed, so that none of them does so twice.
 * Only good signatures are remembered, so nobody but a signed client can fill it. Two generations take turns: the older
 * one is forgotten as a whole when the younger one is as old as a signature may get.
 */
final class Replays {
    /** No signature holds longer than the window before the gate's time and a second after it. */
    static final Duration REMEMBERED_FOR = SignedWindow.WINDOW_MAX.plusSeconds(2);

    private final LongSupplier nanoTicker;
    private Map<String, RequestId> younger = new HashMap<>();
    private Map<String, RequestId> older = Map.of();
    private long turnedNanos;

    /** @param nanoTicker monotonic nanoseconds */
    Replays(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
        this.turnedNanos = nanoTicker.getAsLong();
    }

    /** Whether another request showed this signature before; the calls of one request may show it again. */
    synchronized boolean isReplay(Presented.Signature shown) {
        turn();
        RequestId first = older.get(shown.signature());
        if (first == null) {
            first = younger.putIfAbsent(shown.signature(), shown.request());
        }
        return first != null && !first.equals(shown.request());
    }

    private void turn() {
        long aged = nanoTicker.getAsLong() - turnedNanos;
        if (aged < REMEMBERED_FOR.toNanos()) {
            return;
        }
        older = aged < 2 * REMEMBERED_FOR.toNanos() ? younger : Map.of();
        younger = new HashMap<>();
        turnedNanos += aged;
    }
}
