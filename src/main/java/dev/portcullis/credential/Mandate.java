package dev.portcullis.credential;

import dev.portcullis.bybit.RestTarget;
import dev.portcullis.bybit.StringToSign;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What one credential may sign, and where the record of each signature goes. */
record Mandate(CredentialId credential, EnvironmentId environment, ApiKey apiKey, Standing standing, SignatureLog log) {

    /**
     * Checks and records one REST signature, then returns the text before the payload (docs:v5/guide): timestamp,
     * apiKey, recvWindow.
     *
     * @throws RejectedException when the credential is revoked or the request goes to another environment
     */
    byte[] recordRest(RestTarget target, byte[] payload, long timestampMs, int recvWindowMs) {
        requireStanding();
        if (!target.environment().equals(environment)) {
            throw notSent("the request goes to " + target.environment() + ", but credential " + credential
                    + " belongs to " + environment + "; nothing was signed");
        }
        log.signed(target, credential, timestampMs, recvWindowMs, hashOrNull(payload));
        return StringToSign.prefix(timestampMs, apiKey.text(), recvWindowMs).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Checks and records one WebSocket auth signature, then returns the whole text to sign (docs:v5/ws/connect).
     *
     * @throws RejectedException when the credential is revoked
     */
    byte[] recordSocketAuth(long expiresMs) {
        requireStanding();
        log.socketAuthSigned(environment, credential, expiresMs);
        return StringToSign.socketAuth(expiresMs).getBytes(StandardCharsets.US_ASCII);
    }

    void requireStanding() {
        if (standing.isRevoked()) {
            throw revoked();
        }
    }

    private RejectedException revoked() {
        return notSent("credential " + credential + " is revoked; nothing was signed; put a new key in with"
                + " `portcullis key put`");
    }

    /** What to tell the caller: a key that was destroyed in the middle of a signature is a revoked one. */
    RuntimeException refusalFor(RuntimeException failure) {
        return standing.isRevoked() ? revoked() : failure;
    }

    static RejectedException notSent(String detail) {
        return new Rejection.NotSent(detail).asException();
    }

    private static byte @Nullable [] hashOrNull(byte[] payload) {
        return payload.length == 0 ? null : Sha256.of(payload);
    }
}
