package dev.portcullis.gate;

import dev.portcullis.credential.ClientSecrets;
import dev.portcullis.identity.SignatureCheck;
import dev.portcullis.identity.SigningSecrets;
import dev.portcullis.model.TokenId;
import io.vertx.core.Future;

/** Lets the registry keep the secrets of signed clients where all other secrets are kept. */
final class SealedClientSecrets implements SigningSecrets {
    private final ClientSecrets secrets;

    SealedClientSecrets(ClientSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public Future<byte[]> seal(TokenId id, byte[] secret) {
        return secrets.seal(id, secret);
    }

    @Override
    public Future<SignatureCheck> open(TokenId id, byte[] sealed) {
        return secrets.open(id, sealed).map(check -> check::holds);
    }
}
