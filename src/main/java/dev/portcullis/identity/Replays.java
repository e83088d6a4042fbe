package dev.portcullis.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RequestId;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Remembers the signatures that let somebody in until their time window has passed, so that none of them does so twice.
 * Only good signatures are remembered, so nobody but a signed client can fill it.
 */
final class Replays {
    /** No signature holds longer than the window before the gate's time and a second after it. */
    static final Duration REMEMBERED_FOR = SignedWindow.WINDOW_MAX.plusSeconds(2);

    private final Cache<String, RequestId> seen;

    /** @param nanoTicker monotonic nanoseconds */
    Replays(LongSupplier nanoTicker) {
        this.seen = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED_FOR)
                .ticker(nanoTicker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Whether another request showed this signature before; the calls of one request may show it again. */
    boolean isReplay(Presented.Signature shown) {
        RequestId first = seen.asMap().putIfAbsent(shown.signature(), shown.request());
        return first != null && !first.equals(shown.request());
    }
}
