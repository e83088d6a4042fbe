package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.OrderLinkId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Derives the orderLinkId of a create from the names that its caller gave it: the same on every gate and after every
 * restart, another one for every client and account.
 */
public final class OrderLinkIds {
    private static final int HASH_CHARACTERS = 32;
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    private OrderLinkIds() {}

    /** Of an order that its client calls so. */
    public static OrderLinkId ofClientOrderId(AccountId account, ClientId client, String clientOrderId) {
        return derived("pc-", account, client, clientOrderId);
    }

    /**
     * Of the order that came under an Idempotency-Key.
     *
     * @param keySha256 the key's {@link #sha256}
     * @param child which order of a batch it is; 0 for a single one
     */
    public static OrderLinkId ofKey(AccountId account, ClientId client, String keySha256, int child) {
        return derived("pk-", account, client, keySha256 + "/" + child);
    }

    /** The SHA-256 of a text, in hex. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    /** No name holds a line feed, so no two sets of names make one text. */
    private static OrderLinkId derived(String prefix, AccountId account, ClientId client, String name) {
        byte[] hash = digest(String.join("\n", prefix, account.text(), client.text(), name));
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < HASH_CHARACTERS; i++) {
            text.append(ALPHABET.charAt(Byte.toUnsignedInt(hash[i]) % ALPHABET.length()));
        }
        return new OrderLinkId(text.toString());
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
