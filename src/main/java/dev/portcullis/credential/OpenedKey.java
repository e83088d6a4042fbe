package dev.portcullis.credential;

import dev.portcullis.secret.Secret;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A secret and the facts that are sealed with it, open for a moment; closing wipes the secret. */
record OpenedKey(Secret secret, KeyReport report) implements AutoCloseable {

    /** Seals under {@code dek}, bound to {@code head}: the secret behind its length, then the facts as JSON. */
    byte[] seal(Dek dek, CredentialHead head) {
        byte[] facts = FactsJson.ofReport(report);
        byte[] plaintext = secret.use(bytes -> ByteBuffer.allocate(Integer.BYTES + bytes.length + facts.length)
                .putInt(bytes.length)
                .put(bytes)
                .put(facts)
                .array());
        try {
            return dek.seal(plaintext, head.boundTo(dek.sealedForm().id()));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** What was sealed so, or empty when anything of it, or of the head that it is bound to, was changed since. */
    static Optional<OpenedKey> open(Dek dek, CredentialHead head, byte[] sealed) {
        return dek.open(sealed, head.boundTo(dek.sealedForm().id())).flatMap(OpenedKey::parted);
    }

    private static Optional<OpenedKey> parted(byte[] plaintext) {
        try {
            ByteBuffer parts = ByteBuffer.wrap(plaintext);
            byte[] secret = new byte[parts.getInt()];
            parts.get(secret);
            byte[] facts = new byte[parts.remaining()];
            parts.get(facts);
            return Optional.of(new OpenedKey(Secret.takeOwnershipOf(secret), FactsJson.report(facts)));
        } catch (BufferUnderflowException | NegativeArraySizeException | IOException unreadable) {
            return Optional.empty();
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    @Override
    public void close() {
        secret.destroy();
    }
}
