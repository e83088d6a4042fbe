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

/**
 * The open signers: bounded, let go after half an hour without use, opened once however many ask, and taken out by name
 * when a credential is revoked.
 */
final class SignerCache {
    static final int SIGNERS_MAX = 10_000;
    static final Duration IDLE_MAX = Duration.ofMinutes(30);

    private final AsyncCache<CredentialId, Ready> signers;
    private final BiFunction<CredentialId, Executor, CompletableFuture<Ready>> opening;

    /** @param open makes a signer from the store; asked once for all that wait */
    SignerCache(LongSupplier nanoTicker, Function<CredentialId, Future<KeySigner>> open) {
        this.opening =
                (id, pool) -> open.apply(id).map(Ready::of).toCompletionStage().toCompletableFuture();
        this.signers = Caffeine.newBuilder()
                .maximumSize(SIGNERS_MAX)
                .expireAfterAccess(IDLE_MAX)
                .ticker(nanoTicker::getAsLong)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** The signer, at once when it is open; else later, on the caller's context. */
    Future<Signer> get(CredentialId id) {
        CompletableFuture<Ready> signer = signers.get(id, opening);
        if (signer.isDone() && !signer.isCompletedExceptionally()) {
            return signer.join().ready();
        }
        return onCallersContext(signer).map(Ready::signer);
    }

    /** Keeps a signer that is open already. */
    void keep(CredentialId id, KeySigner signer) {
        signers.put(id, CompletableFuture.completedFuture(Ready.of(signer)));
    }

    /** Takes it out and destroys it; one that is still being opened is destroyed once it is open. */
    void destroy(CredentialId id) {
        CompletableFuture<Ready> signer = signers.asMap().remove(id);
        if (signer != null) {
            Future.fromCompletionStage(signer).onSuccess(ready -> ready.signer().destroy());
        }
    }

    private static Future<Ready> onCallersContext(CompletableFuture<Ready> signer) {
        Context context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(signer) : Future.fromCompletionStage(signer, context);
    }

    /** An open signer and the future that hands it out, made once so that a warm look-up allocates nothing. */
    private record Ready(KeySigner signer, Future<Signer> ready) {
        static Ready of(KeySigner signer) {
            return new Ready(signer, Future.succeededFuture(signer));
        }
    }
}
