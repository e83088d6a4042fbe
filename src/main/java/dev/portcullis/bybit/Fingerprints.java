package dev.portcullis.bybit;

import dev.portcullis.model.Category;
import dev.portcullis.model.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Computes what makes two creates the same order: SHA-256 over the sorted (field, text) pairs without orderLinkId, each
 * name and text as UTF-8 behind its length in four bytes. Whether a decimal came as a string or as a number does not
 * matter. An item of a batch has the fingerprint of the same order sent alone.
 */
final class Fingerprints {
    private Fingerprints() {}

    static Fingerprint of(JsonMembers order, Category category) {
        SortedMap<String, String> pairs = new TreeMap<>();
        for (Map.Entry<String, JsonMember> member : order.byName().entrySet()) {
            pairs.put(member.getKey(), member.getValue().text());
        }
        pairs.remove("orderLinkId");
        pairs.put("category", category.wire());
        MessageDigest digest = sha256();
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            update(digest, pair.getKey());
            update(digest, pair.getValue());
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }
}
