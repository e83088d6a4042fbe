package dev.portcullis.identity;

import dev.portcullis.model.ClientId;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.TokenId;
import java.time.Instant;

/**
 * A certificate by which a client is known; TLS has verified it before anybody asks here.
 *
 * @param subject whom the certificate names, for people; decides nothing
 * @param expiresAt when the certificate that was added expires, for people; one renewed with the same key goes on
 */
public record ClientCertificate(PublicKeyHash publicKey, ClientId client, String subject, Instant expiresAt) {
    private static final int SUBJECT_LENGTH_MAX = 200;

    /** Cuts a subject that is longer than anybody reads. */
    public ClientCertificate {
        subject = subject.length() <= SUBJECT_LENGTH_MAX ? subject : subject.substring(0, SUBJECT_LENGTH_MAX);
    }

    /** What records and commands call it. */
    public TokenId id() {
        return publicKey.publicId();
    }
}
