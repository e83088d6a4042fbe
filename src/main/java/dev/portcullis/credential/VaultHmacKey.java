package dev.portcullis.credential;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key of Vault's transit engine that makes the HMACs of one credential. Its version is pinned, for another version is
 * another secret, which the exchange does not know.
 *
 * @param mount where the engine is mounted; may have slashes inside
 * @param name its name there
 * @param version from 1
 */
public record VaultHmacKey(String mount, String name, int version) {
    private static final Pattern SEGMENTS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_])?");
    private static final Pattern FORM = Pattern.compile("(?:(.+)/)?([^/:]+)(?::v([1-9][0-9]{0,8}))?");
    private static final String EXPECTED =
            "expected the name of a key in Vault's transit engine, such as alpha, alpha:v2 or transit/alpha:v1";

    /** @throws IllegalArgumentException when mount, name or version cannot be one of Vault's */
    public VaultHmacKey {
        if (!SEGMENTS.matcher(mount).matches() || !NAME.matcher(name).matches() || version < 1) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    /**
     * Reads what a person writes: {@code [MOUNT/]NAME[:vN]}.
     *
     * @param usualMount counts when the text names none
     * @throws IllegalArgumentException when it is no such text
     */
    public static VaultHmacKey ofText(String text, String usualMount) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String mount = form.group(1) == null ? usualMount : form.group(1);
        int version = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
        return new VaultHmacKey(mount, form.group(2), version);
    }

    /** What {@link #text} wrote. */
    static VaultHmacKey ofStored(String text) {
        return ofText(text, "");
    }

    /** What the store shows: mount, name and version, as {@code transit/alpha:v1}. */
    public String text() {
        return mount + "/" + name + ":v" + version;
    }

    /** What the gate's policy in Vault must allow, and where an HMAC is asked for, below {@code /v1/}. */
    String path() {
        return mount + "/hmac/" + name + "/sha2-256";
    }

    /** Where the key itself is, for a person. */
    String keyPath() {
        return mount + "/keys/" + name;
    }

    @Override
    public String toString() {
        return text();
    }
}
