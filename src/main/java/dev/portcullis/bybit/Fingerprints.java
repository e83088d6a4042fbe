package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonToken;
import dev.portcullis.model.Category;
import dev.portcullis.model.Fingerprint;
import io.vertx.core.buffer.Buffer;
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
        Buffer pairs = Buffer.buffer(512);
        for (Map.Entry<String, JsonMember> member :
                withCategory(order.byName(), category).entrySet()) {
            if (!member.getKey().equals("orderLinkId")) {
                append(pairs, member.getKey());
                append(pairs, member.getValue().text());
            }
        }
        return new Fingerprint(HexFormat.of().formatHex(sha256().digest(pairs.getBytes())));
    }

    private static SortedMap<String, JsonMember> withCategory(SortedMap<String, JsonMember> order, Category category) {
        if (order.containsKey("category")) {
            return order;
        }
        SortedMap<String, JsonMember> ofBatch = new TreeMap<>(order);
        ofBatch.put("category", new JsonMember(JsonToken.VALUE_STRING, category.wire()));
        return ofBatch;
    }

    private static void append(Buffer pairs, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        pairs.appendInt(bytes.length).appendBytes(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }
}
