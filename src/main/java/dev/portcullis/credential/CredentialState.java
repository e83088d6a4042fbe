package dev.portcullis.credential;

import java.util.Arrays;

/**
 * Where a credential stands in its life: staged, active, retiring, revoked, in this order; or compromised before it.
 */
public enum CredentialState {
    /** Put in and checked; signs the checks alone. */
    STAGED("staged"),
    /** Signs the account's orders. */
    ACTIVE("active"),
    /** Replaced; still signs what was begun with it. */
    RETIRING("retiring"),
    /**
     * Revoked, for somebody else may hold it: signs nothing but the question whether it still lives at Bybit, and its
     * secret is wiped when Bybit does not know it any more.
     */
    COMPROMISED("compromised"),
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

    /** Whether it signs orders, or the checks before them. */
    public boolean signs() {
        return keepsSecret() && this != COMPROMISED;
    }

    /** Whether its secret is still in the store. */
    boolean keepsSecret() {
        return this != REVOKED;
    }

    /** Whether a credential may go from this state to that one; a rotation that fails goes back from retiring. */
    boolean leadsTo(CredentialState next) {
        if (next == REVOKED) {
            return this != REVOKED;
        }
        if (next == COMPROMISED) {
            return signs();
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
