package dev.portcullis.identity;

import dev.portcullis.model.TokenId;
import io.vertx.core.Future;

/** Seals what signed clients sign with, and opens it again for checking; the gate hands in where that happens. */
public interface SigningSecrets {
    /** For a desk without signed clients, such as one that is just made. */
    SigningSecrets NONE = new SigningSecrets() {
        @Override
        public Future<byte[]> seal(TokenId id, byte[] secret) {
            return Future.failedFuture(new IllegalStateException("nothing seals secrets of signed clients here"));
        }

        @Override
        public Future<SignatureCheck> open(TokenId id, byte[] sealed) {
            return Future.failedFuture(new IllegalStateException("nothing opens secrets of signed clients here"));
        }
    };

    /**
     * Seals a secret for the store, bound to the id.
     *
     * @param secret the caller's, who wipes it
     */
    Future<byte[]> seal(TokenId id, byte[] secret);

    /** Opens a sealed secret for checking signatures; fails when it was sealed for another id or changed since. */
    Future<SignatureCheck> open(TokenId id, byte[] sealed);
}
