package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.secret.Secret;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A master key of 32 bytes in this process's memory. Its id follows from the bytes alone, so that the same key may move
 * from a file to a variable or a service credential and everything that it sealed still opens.
 */
final class LocalKek implements Kek {
    private static final int ID_BYTES = 8;

    private final String id;
    private final Secret key;

    /** @param key taken over; wiped by {@link #letGo} */
    LocalKek(byte[] key) {
        this.id = idOf(key);
        this.key = Secret.takeOwnershipOf(key);
    }

    /**
     * Reads one line of base64; wipes what it makes of it, not the text.
     *
     * @param where names its place, for the message
     */
    static LocalKek ofText(byte[] text, String where) {
        byte[] line = AsciiBytes.stripped(text);
        try {
            byte[] key = Base64.getDecoder().decode(line);
            if (key.length != AesGcm.KEY_BYTES) {
                Arrays.fill(key, (byte) 0);
                throw noMasterKey(where);
            }
            return new LocalKek(key);
        } catch (IllegalArgumentException notBase64) {
            throw noMasterKey(where);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    static CredentialException noMasterKey(String where) {
        return new CredentialException(
                Kind.MASTER_KEY,
                where + " holds no master key; it should be one line, the base64 of 32 bytes, as `portcullis init`"
                        + " writes it");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Future<byte[]> wrap(byte[] dek, byte[] boundTo) {
        return Future.succeededFuture(key.use(bytes -> AesGcm.seal(bytes, dek, boundTo)));
    }

    @Override
    public Future<byte[]> unwrap(byte[] wrapped, byte[] boundTo) {
        return key.use(bytes -> AesGcm.open(bytes, wrapped, boundTo))
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(
                        new CredentialException(Kind.TAMPERED, "the data key does not open under master key " + id)));
    }

    @Override
    public void letGo() {
        key.destroy();
    }

    @Override
    public String toString() {
        return "LocalKek[" + id + "]";
    }

    /** A one-way name: 64 bits of a hash of 256 random bits. Its first word is older than the other places. */
    private static String idOf(byte[] key) {
        byte[] domain = "portcullis-kek-id/1".getBytes(StandardCharsets.UTF_8);
        byte[] hash = Sha256.of(domain, key);
        return "file-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }
}
