package dev.portcullis.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Settings with what was noted while they were read.
 *
 * @param settings the validated configuration
 * @param meanings what every key means, equal when the meaning is
 * @param warnings one sentence for each variable or property that looks like ours and names no key
 */
record ReadSettings(Settings settings, SortedMap<String, String> meanings, List<String> warnings) {
    /** Which keys mean something else in {@code later}. */
    Set<String> keysChangedBy(ReadSettings later) {
        Set<String> keys = new TreeSet<>(meanings.keySet());
        keys.addAll(later.meanings.keySet());
        keys.removeIf(key -> Objects.equals(meanings.get(key), later.meanings.get(key)));
        return keys;
    }

    /** SHA-256, in hex, over all keys and their meanings: two gates with the same digest do the same. */
    String digest() {
        StringBuilder text = new StringBuilder();
        meanings.forEach(
                (key, meaning) -> text.append(key).append('=').append(meaning).append('\n'));
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
