package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.secret.Secret;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key that somebody wants to put in: whole, well formed, and not yet believed. Its secret is wiped after use. */
public final class KeyCandidate {
    private static final int HMAC_BYTES_MAX = 256;

    private final KeyPlace place;
    private final ApiKey apiKey;
    private final KeyAlgorithm algorithm;
    private final Secret secret;
    private final Optional<VaultHmacKey> vaultKey;

    private KeyCandidate(
            KeyPlace place, ApiKey apiKey, KeyAlgorithm algorithm, Secret secret, Optional<VaultHmacKey> vaultKey) {
        this.place = place;
        this.apiKey = apiKey;
        this.algorithm = algorithm;
        this.secret = secret;
        this.vaultKey = vaultKey;
    }

    /**
     * A system-generated key.
     *
     * @param secret the text that Bybit showed once; blanks and line ends around it do not count; stays the caller's
     * @throws CredentialException when the secret cannot be one
     */
    public static KeyCandidate hmac(KeyPlace place, ApiKey apiKey, Secret secret) {
        byte[] text = secret.use(AsciiBytes::stripped);
        String problem = problemOf(text);
        if (problem != null) {
            Arrays.fill(text, (byte) 0);
            throw new CredentialException(Kind.INVALID, problem);
        }
        return new KeyCandidate(place, apiKey, KeyAlgorithm.HMAC, Secret.takeOwnershipOf(text), Optional.empty());
    }

    /**
     * A self-generated key.
     *
     * @param pem the private half, PKCS#8 in PEM; stays the caller's
     * @throws CredentialException when it is no RSA private key of at least 2048 bits
     */
    public static KeyCandidate rsa(KeyPlace place, ApiKey apiKey, Secret pem) {
        pem.use(RsaPrivateKeys::ofPem);
        return new KeyCandidate(place, apiKey, KeyAlgorithm.RSA, pem.use(Secret::takeCopyOf), Optional.empty());
    }

    /** A system-generated key whose secret is in Vault and never comes here. */
    public static KeyCandidate vaultHmac(KeyPlace place, ApiKey apiKey, VaultHmacKey vaultKey) {
        Secret none = Secret.takeOwnershipOf(new byte[0]);
        return new KeyCandidate(place, apiKey, KeyAlgorithm.HMAC, none, Optional.of(vaultKey));
    }

    public KeyPlace place() {
        return place;
    }

    public ApiKey apiKey() {
        return apiKey;
    }

    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    Secret secret() {
        return secret;
    }

    Optional<VaultHmacKey> vaultKey() {
        return vaultKey;
    }

    @Override
    public String toString() {
        return "KeyCandidate[" + place + ", " + apiKey + ", " + algorithm.text() + "]";
    }

    private static @Nullable String problemOf(byte[] text) {
        if (text.length == 0) {
            return "the secret is empty; copy it from the page that Bybit showed when the key was made";
        }
        if (text.length > HMAC_BYTES_MAX) {
            return "the secret has " + text.length + " bytes, at most " + HMAC_BYTES_MAX
                    + " are possible; for an RSA key use --rsa-key";
        }
        return AsciiBytes.areVisible(text)
                ? null
                : "the secret holds a blank, a line end or a letter beyond ASCII;" + " copy it again, alone";
    }
}
