package dev.portcullis.identity;

import dev.portcullis.model.Presented;
import dev.portcullis.model.RequestId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers the signatures that let somebody in until their time window has passed, so that none of them does so twice.
 * A signature covers no path, so SDKs that ask for two things in one millisecond sign both alike; therefore a read is
 * told apart by its path too, and a write is not.
 *
 * <p>Only good signatures are remembered, so nobody but a signed client can fill it, and who fills it has to wait. Two
 * generations take turns: the older one is forgotten as a whole when the younger one is as old as a signature may get.
 */
final class Replays {
    /** No signature holds longer than the window before the gate's time and a second after it. */
    static final Duration REMEMBERED_FOR = SignedWindow.WINDOW_MAX.plusSeconds(2);

    /** In one generation; some 8,000 signed requests a second. Both together take at most some 60 MB. */
    static final int REMEMBERED_MAX = 100_000;

    private final LongSupplier nanoTicker;
    private final int rememberedMax;
    private Map<Shown, RequestId> younger = new HashMap<>();
    private Map<Shown, RequestId> older = Map.of();
    private long turnedNanos;

    /** What a signature may be used for once: a write, or a read of one path. */
    private record Shown(String signature, String readPath) {}

    /** What is known of a signature. */
    enum Verdict {
        /** No other request showed it. */
        FIRST,
        /** Another request showed it before. */
        REPLAY,
        /** Nothing more can be remembered now, so nothing is believed. */
        FULL
    }

    /** @param nanoTicker monotonic nanoseconds */
    Replays(LongSupplier nanoTicker) {
        this(nanoTicker, REMEMBERED_MAX);
    }

    /** @param rememberedMax how many signatures one generation holds */
    Replays(LongSupplier nanoTicker, int rememberedMax) {
        this.nanoTicker = nanoTicker;
        this.rememberedMax = rememberedMax;
        this.turnedNanos = nanoTicker.getAsLong();
    }

    /** Remembers a good signature; the calls of one request may show it again. */
    synchronized Verdict show(Presented.Signature presented) {
        turn();
        Shown shown = new Shown(presented.signature(), presented.readPath());
        RequestId first = older.get(shown);
        if (first == null) {
            first = younger.get(shown);
        }
        if (first != null) {
            return first.equals(presented.arrival().request()) ? Verdict.FIRST : Verdict.REPLAY;
        }
        if (younger.size() >= rememberedMax) {
            return Verdict.FULL;
        }
        younger.put(shown, presented.arrival().request());
        return Verdict.FIRST;
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
