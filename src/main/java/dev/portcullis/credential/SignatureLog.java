package dev.portcullis.credential;

import dev.portcullis.bybit.RestTarget;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import org.jspecify.annotations.Nullable;

/**
 * Takes the record of every signature before the signature is handed out, so that nothing leaves the gate signed and
 * unrecorded. Called on the thread that signs: an event loop for HMAC, a thread of the RSA pool for RSA; it must not
 * block and may throw, in which case nothing is signed.
 */
public interface SignatureLog {
    /**
     * A REST request is about to be signed.
     *
     * @param timestampMs what is signed as X-BAPI-TIMESTAMP, UTC milliseconds
     * @param recvWindowMs what is signed as X-BAPI-RECV-WINDOW
     * @param payloadSha256OrNull SHA-256 of the signed query or body; null when it is empty
     */
    void signed(
            RestTarget target,
            CredentialId credential,
            long timestampMs,
            int recvWindowMs,
            byte @Nullable [] payloadSha256OrNull);

    /**
     * The auth message of a WebSocket is about to be signed.
     *
     * @param expiresMs until when the exchange takes it, UTC milliseconds
     */
    void socketAuthSigned(EnvironmentId environment, CredentialId credential, long expiresMs);
}
