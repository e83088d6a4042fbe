package dev.portcullis.credential;

/**
 * A key of Vault's transit engine.
 *
 * @param mount where the engine is mounted; may have slashes inside
 * @param key its name there
 */
record VaultKeyName(String mount, String key) {
    /** What {@link #toString} wrote. */
    static VaultKeyName ofText(String text) {
        int slash = text.lastIndexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            throw new IllegalArgumentException(text + " names no transit key; expected mount/key");
        }
        return new VaultKeyName(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The path of an operation on it, such as {@code encrypt}. */
    String path(String operation) {
        return "/v1/" + mount + "/" + operation + "/" + key;
    }

    @Override
    public String toString() {
        return mount + "/" + key;
    }
}
