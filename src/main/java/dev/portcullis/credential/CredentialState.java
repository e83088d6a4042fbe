package dev.portcullis.credential;

import java.util.Arrays;

/** Where a credential stands in its life: staged, active, retiring, revoked, in this order. */
public enum CredentialState {
    /** Put in and checked; signs the checks alone. */
    STAGED("staged"),
    /** Signs the account's orders. */
    ACTIVE("active"),
    /** Replaced; still signs what was begun with it. */
    RETIRING("retiring"),
    /** Signs nothing; its secret is wiped. */
    REVOKED("revoked");

    private final String text;

    CredentialState(String text) {
        this.text = text;
    }

    /** The word in the store and in the CLI's tables. */
    public String text() {
        return text;
    }

    /** Whether a secret is still kept and may sign. */
    public boolean signs() {
        return this != REVOKED;
    }

    /** Whether a credential may go from this state to that one; a rotation that fails goes back from retiring. */
    boolean leadsTo(CredentialState next) {
        if (next == REVOKED) {
            return this != REVOKED;
        }
        if (next == ACTIVE) {
            return this == STAGED || this == RETIRING;
        }
        return this == ACTIVE && next == RETIRING;
    }

    static CredentialState ofText(String word) {
        return Arrays.stream(values())
                .filter(state -> state.text.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no credential state is called " + word));
    }
}
