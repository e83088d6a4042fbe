package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * A master key that never leaves Vault: each data key is sealed and opened by its transit engine, with what it is for
 * as
 * {@code associated_data} (and as {@code context} where the key is derived).
 */
final class VaultKek implements Kek {
    /** Those transit types that authenticate associated data. */
    private static final Set<String> TYPES = Set.of("aes128-gcm96", "aes256-gcm96", "chacha20-poly1305");

    private static final byte[] START = "vault:v".getBytes(StandardCharsets.US_ASCII);

    private final VaultTransit vault;
    private final VaultKeyName key;
    private final boolean derived;

    private VaultKek(VaultTransit vault, VaultKeyName key, boolean derived) {
        this.vault = vault;
        this.key = key;
        this.derived = derived;
    }

    /** Looks whether the key is there and fit; an encrypt alone might make one under a name with a slip. */
    static Future<Kek> open(VaultTransit vault, VaultKeyName key) {
        return vault.describe(key).map(described -> {
            requireFit(key, described);
            return new VaultKek(vault, key, described.getBoolean("derived", false));
        });
    }

    private static void requireFit(VaultKeyName key, JsonObject described) {
        String type = described.getString("type", "");
        if (!TYPES.contains(type)) {
            throw new CredentialException(
                    Kind.MASTER_KEY,
                    "Vault's key " + key + " is of type " + type + ", which binds a data key to nothing; make one with"
                            + " `vault write " + key.mount() + "/keys/NAME type=aes256-gcm96` and name it in"
                            + " master-key.vault.key");
        }
    }

    @Override
    public String id() {
        return "vault-" + key;
    }

    @Override
    public Future<byte[]> wrap(byte[] dek, byte[] boundTo) {
        return vault.encrypt(key, dek, boundTo, derived);
    }

    @Override
    public Future<byte[]> unwrap(byte[] wrapped, byte[] boundTo) {
        return startsAsVaults(wrapped)
                ? vault.decrypt(key, wrapped, boundTo, derived)
                : Future.failedFuture(
                        new CredentialException(Kind.TAMPERED, "what is stored was not sealed by Vault's key " + key));
    }

    private static boolean startsAsVaults(byte[] wrapped) {
        return wrapped.length > START.length && Arrays.equals(wrapped, 0, START.length, START, 0, START.length);
    }

    @Override
    public String toString() {
        return "VaultKek[" + vault.place() + " " + key + "]";
    }
}
