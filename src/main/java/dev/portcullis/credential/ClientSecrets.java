package dev.portcullis.credential;

import dev.portcullis.model.TokenId;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Keeps what signed clients sign with: in the store wrapped by the master key, in memory as two SHA-256 states that
 * check signatures and do not give the secret back.
 */
public final class ClientSecrets {
    private final Kek kek;

    /** Under that master key. */
    public ClientSecrets(Kek kek) {
        this.kek = kek;
    }

    /** Checks signatures under one secret. */
    public static final class Check {
        private static final HexFormat HEX = HexFormat.of();

        private final HmacMidstates states;

        private Check(HmacMidstates states) {
            this.states = states;
        }

        /** Whether this is the hex HMAC-SHA256 of the parts one after another; compared in constant time. */
        public boolean holds(String signature, byte[]... parts) {
            byte[] expected = HEX.formatHex(states.sign(parts)).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Seals a secret for the client token of that id; the caller wipes {@code secret}. */
    public Future<byte[]> seal(TokenId id, byte[] secret) {
        return kek.wrap(secret, boundTo(id));
    }

    /**
     * Opens a sealed secret.
     *
     * @return fails with a {@link CredentialException} when it was sealed for another token, under another master key,
     *     or changed since
     */
    public Future<Check> open(TokenId id, byte[] sealed) {
        return kek.unwrap(sealed, boundTo(id)).map(secret -> {
            try {
                return new Check(HmacMidstates.of(secret));
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        });
    }

    private byte[] boundTo(TokenId id) {
        return AssociatedBytes.of("portcullis-client-secret/1", id.text(), kek.id());
    }
}
