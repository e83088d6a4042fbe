package dev.portcullis.credential;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portcullis.bybit.Signer;
import dev.portcullis.model.CredentialId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The open signers: bounded, let go after half an hour without use, opened once however many ask, and taken out by name
 * when a credential is revoked. A signer that could not be opened is not kept.
 */
final class SignerCache {
    static final int SIGNERS_MAX = 10_000;
    static final Duration IDLE_MAX = Duration.ofMinutes(30);

    private final AsyncCache<CredentialId, Opening> signers;
    private final BiFunction<CredentialId, Executor, CompletableFuture<Opening>> open;

    /** @param open makes a signer from the store; asked once for all that wait */
    SignerCache(LongSupplier nanoTicker, Function<CredentialId, Future<KeySigner>> open) {
        this.open = (id, pool) -> open.apply(id)
                .transform(result -> Future.succeededFuture(Opening.of(result.result(), result.cause())))
                .toCompletionStage()
                .toCompletableFuture();
        this.signers = Caffeine.newBuilder()
                .maximumSize(SIGNERS_MAX)
                .expireAfterAccess(IDLE_MAX)
                .ticker(nanoTicker::getAsLong)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** The signer, at once when it is open; else later, on the caller's context. */
    Future<Signer> get(CredentialId id) {
        CompletableFuture<Opening> opening = signers.get(id, open);
        return opening.isDone()
                ? ended(id, opening, opening.join())
                : onCallersContext(opening).compose(end -> ended(id, opening, end));
    }

    /** Takes it out and destroys it; one that is still being opened is destroyed once it is open. */
    void destroy(CredentialId id) {
        CompletableFuture<Opening> opening = signers.asMap().remove(id);
        if (opening != null) {
            Future.fromCompletionStage(opening).onSuccess(Opening::destroy);
        }
    }

    private Future<Signer> ended(CredentialId id, CompletableFuture<Opening> opening, Opening end) {
        if (end.signer() == null) {
            signers.asMap().remove(id, opening);
        }
        return end.result();
    }

    private static Future<Opening> onCallersContext(CompletableFuture<Opening> opening) {
        Context context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(opening) : Future.fromCompletionStage(opening, context);
    }

    /**
     * How an opening ended.
     *
     * @param signer null when it failed
     * @param result what is handed out, made once so that a warm look-up allocates nothing
     */
    private record Opening(@Nullable KeySigner signer, Future<Signer> result) {
        static Opening of(@Nullable KeySigner signer, @Nullable Throwable failure) {
            return failure == null && signer != null
                    ? new Opening(signer, Future.succeededFuture(signer))
                    : new Opening(null, Future.failedFuture(failure));
        }

        void destroy() {
            if (signer != null) {
                signer.destroy();
            }
        }
    }
}
