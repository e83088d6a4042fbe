package dev.portcullis.credential;

import dev.portcullis.secret.Secret;
import io.vertx.core.Future;
import java.util.Optional;

/** An open data key; it seals and opens the secrets of one account, and is wiped after each burst of work. */
final class Dek implements AutoCloseable {
    private final SealedDek sealedForm;
    private final Secret key;

    Dek(SealedDek sealedForm, Secret key) {
        this.sealedForm = sealedForm;
        this.key = key;
    }

    SealedDek sealedForm() {
        return sealedForm;
    }

    byte[] seal(byte[] plaintext, byte[] boundTo) {
        return key.use(bytes -> AesGcm.seal(bytes, plaintext, boundTo));
    }

    Optional<byte[]> open(byte[] sealed, byte[] boundTo) {
        return key.use(bytes -> AesGcm.open(bytes, sealed, boundTo));
    }

    /** The sealed form of the same key under another master key. */
    Future<SealedDek> wrappedBy(Kek next) {
        SealedDek.Wrap wrap = sealedForm.wrap().under(next.id());
        return key.use(bytes -> next.wrap(bytes, wrap.boundTo())).map(wrapped -> new SealedDek(wrap, wrapped));
    }

    @Override
    public void close() {
        key.destroy();
    }

    @Override
    public String toString() {
        return "Dek[" + sealedForm.id() + "]";
    }
}
