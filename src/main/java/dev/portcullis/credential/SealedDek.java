package dev.portcullis.credential;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;

/** A data key as the store keeps it: wrapped by the master key for one account. */
final class SealedDek {
    private final Wrap wrap;
    private final byte[] wrapped;

    SealedDek(Wrap wrap, byte[] wrapped) {
        this.wrap = wrap;
        this.wrapped = wrapped;
    }

    /** Which data key it is, for whom, and under which master key; all of it is authenticated by the wrap. */
    record Wrap(String dekId, EnvironmentId environment, AccountId account, String kekId) {
        /** The same data key under another master key. */
        Wrap under(String otherKekId) {
            return new Wrap(dekId, environment, account, otherKekId);
        }

        byte[] boundTo() {
            return AssociatedBytes.of("portcullis-dek/1", environment.text(), account.text(), dekId, kekId);
        }
    }

    Wrap wrap() {
        return wrap;
    }

    String id() {
        return wrap.dekId();
    }

    /** Nonce, ciphertext and tag. */
    byte[] wrapped() {
        return wrapped;
    }

    @Override
    public String toString() {
        return "SealedDek[" + wrap + "]";
    }
}
