package dev.portcullis.credential;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The operation {@code hmac} of the fake Vault, with the answers of Vault's path_hmac.go: the hash of the path, else of
 * the body, else SHA-256; the version of the body, else the newest; refusals word for word.
 */
final class FakeTransitHmac {
    private static final Map<String, String> MACS = Map.of(
            "sha2-224", "HmacSHA224",
            "sha2-256", "HmacSHA256",
            "sha2-384", "HmacSHA384",
            "sha2-512", "HmacSHA512");

    private FakeTransitHmac() {}

    /**
     * Makes one.
     *
     * @param versions the secrets, from version 1
     * @param oldestAllowed min_encryption_version; 0: every version
     * @param urlAlgorithm the hash that the path names; empty: none
     * @throws IllegalArgumentException in Vault's words, for a 400
     */
    static JsonObject answer(List<byte[]> versions, int oldestAllowed, String urlAlgorithm, JsonObject body) {
        int asked = body.getInteger("key_version", 0);
        int version = asked == 0 ? versions.size() : asked;
        boolean tooOld = version != versions.size() && oldestAllowed > 0 && version < oldestAllowed;
        if (tooOld) {
            throw new IllegalArgumentException("cannot generate HMAC: version is too old (disallowed by policy)");
        }
        if (version < 0 || version > versions.size()) {
            throw new IllegalArgumentException("key version does not exist; latest key version is " + versions.size());
        }
        String algorithm = urlAlgorithm.isEmpty() ? body.getString("algorithm", "sha2-256") : urlAlgorithm;
        if (!MACS.containsKey(algorithm)) {
            throw new IllegalArgumentException("unsupported algorithm \"" + algorithm + "\"");
        }
        byte[] made = mac(MACS.get(algorithm), versions.get(version - 1), input(body));
        return new JsonObject()
                .put("hmac", "vault:v" + version + ":" + Base64.getEncoder().encodeToString(made));
    }

    private static byte[] input(JsonObject body) {
        String text = body.getString("input");
        if (text == null) {
            throw new IllegalArgumentException("missing input for HMAC");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("unable to decode input as base64: illegal base64 data", wrong);
        }
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
