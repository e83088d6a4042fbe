package dev.portcullis.credential;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;

/** A data key as the store keeps it: wrapped by the master key for one account. */
record SealedDek(String id, EnvironmentId environment, AccountId account, String kekId, byte[] wrapped) {
    /** What the wrap of such a data key is bound to. */
    static byte[] boundTo(String id, EnvironmentId environment, AccountId account, String kekId) {
        return AssociatedBytes.of("portcullis-dek/1", environment.text(), account.text(), id, kekId);
    }

    byte[] boundTo() {
        return boundTo(id, environment, account, kekId);
    }
}
