package dev.portcullis.upstream;

import dev.portcullis.bybit.Signer;
import dev.portcullis.model.CredentialId;
import io.vertx.core.Future;

/** Where the transport gets its signatures from: the room that keeps the secrets. */
@FunctionalInterface
public interface Signers {
    /** The signer of one credential; fails when the credential is unknown, revoked or cannot be read. */
    Future<Signer> of(CredentialId credential);
}
