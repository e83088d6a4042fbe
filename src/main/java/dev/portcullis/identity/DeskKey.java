package dev.portcullis.identity;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;

/**
 * What the desk knows of an API key: where it belongs and how far it has come.
 *
 * @param state {@code staged}, {@code active}, {@code retiring} or {@code revoked}
 */
record DeskKey(CredentialId id, AccountId account, String label, String state) {
    boolean isActive() {
        return state.equals("active");
    }

    boolean isLive() {
        return !state.equals("revoked");
    }
}
