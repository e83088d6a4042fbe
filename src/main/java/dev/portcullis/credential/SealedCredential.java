package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of the table credentials; what is sealed is gone once it is revoked. */
final class SealedCredential {
    private final CredentialHead head;
    private final @Nullable String dekId;
    private final byte @Nullable [] sealed;

    SealedCredential(CredentialHead head, @Nullable String dekId, byte @Nullable [] sealed) {
        this.head = head;
        this.dekId = dekId;
        this.sealed = sealed;
    }

    CredentialHead head() {
        return head;
    }

    /** The data key that it is sealed under; null once revoked. */
    @Nullable
    String dekId() {
        return dekId;
    }

    /** Nonce, ciphertext and tag; null once revoked. */
    byte @Nullable [] sealed() {
        return sealed;
    }

    /** The SHA-256 of the whole row. */
    byte[] digest() {
        return Sha256.of(head.boundTo(String.valueOf(dekId)), sealed == null ? new byte[0] : sealed);
    }

    /**
     * Opens the sealed part; the caller closes what it gets.
     *
     * @param dek the open data key that {@link #dekId} names
     * @throws CredentialException when it does not open
     */
    OpenedKey open(Dek dek) {
        Optional<OpenedKey> opened = sealed == null || !dek.sealedForm().id().equals(dekId)
                ? Optional.empty()
                : OpenedKey.open(dek, head, sealed);
        return opened.orElseThrow(() -> new CredentialException(
                Kind.TAMPERED,
                "the stored key " + head.id() + " of " + head.place() + " does not open: its row was edited, copied"
                        + " from elsewhere or rolled back; revoke it, put the key in again, and find out who wrote to"
                        + " the store"));
    }

    @Override
    public String toString() {
        return "SealedCredential[" + head.id() + "]";
    }
}
