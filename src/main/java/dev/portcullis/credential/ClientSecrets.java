package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.model.TokenId;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps what signed clients sign with: in the store wrapped by the master key, in memory as two SHA-256 states that
 * check signatures and do not give the secret back.
 */
public final class ClientSecrets {
    private final MasterKeys keys;

    /** Under these master keys. */
    public ClientSecrets(MasterKeys keys) {
        this.keys = keys;
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
        return keys.current().compose(kek -> sealedBy(kek, id, secret)).map(NamedSeal::bytes);
    }

    /**
     * Opens a sealed secret.
     *
     * @return fails with a {@link CredentialException} when it was sealed for another token, under a master key that
     * the
     *     gate does not have now, or changed since
     */
    public Future<Check> open(TokenId id, byte[] sealed) {
        return secret(id, sealed).map(secret -> {
            try {
                return new Check(HmacMidstates.of(secret));
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        });
    }

    /** The same secret under this master key; empty when it is already. */
    Future<Optional<byte[]>> resealed(TokenId id, byte[] sealed, Kek next) {
        if (NamedSeal.read(sealed)
                .filter(named -> named.kekId().equals(next.id()))
                .isPresent()) {
            return Future.succeededFuture(Optional.empty());
        }
        return secret(id, sealed)
                .compose(secret -> sealedBy(next, id, secret).onComplete(done -> Arrays.fill(secret, (byte) 0)))
                .map(named -> Optional.of(named.bytes()));
    }

    private static Future<NamedSeal> sealedBy(Kek kek, TokenId id, byte[] secret) {
        return kek.wrap(secret, boundTo(id, kek)).map(wrapped -> new NamedSeal(kek.id(), wrapped));
    }

    private Future<byte[]> secret(TokenId id, byte[] sealed) {
        return NamedSeal.read(sealed)
                .map(named -> keys.named(named.kekId()).compose(kek -> kek.unwrap(named.wrapped(), boundTo(id, kek))))
                .orElseGet(() -> secretOfBefore(id, sealed));
    }

    /** Secrets that were sealed before master keys could change name none: each that is there is tried. */
    private Future<byte[]> secretOfBefore(TokenId id, byte[] sealed) {
        return keys.all().compose(all -> {
            Future<byte[]> opened = Future.failedFuture(
                    new CredentialException(Kind.UNAVAILABLE, "no master key that can be had now opens this secret"));
            for (Kek kek : all) {
                opened = opened.recover(none -> kek.unwrap(sealed, boundTo(id, kek)));
            }
            return opened;
        });
    }

    private static byte[] boundTo(TokenId id, Kek kek) {
        return AssociatedBytes.of("portcullis-client-secret/1", id.text(), kek.id());
    }
}
