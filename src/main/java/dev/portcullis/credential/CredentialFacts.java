package dev.portcullis.credential;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;

/** All that is known of a credential but its secret: the desk's words for it and what the exchange said of it. */
public record CredentialFacts(CredentialHead head, KeyReport report) {
    /** The store's id of it. */
    public CredentialId id() {
        return head.id();
    }

    /** The account that it signs for. */
    public AccountId account() {
        return head.place().account();
    }

    /** The environment that it belongs to. */
    public EnvironmentId environment() {
        return head.place().environment();
    }

    /** Bybit's UID, by which its budgets are keyed. */
    public String uid() {
        return report.key().uid();
    }

    /** The desk's limits for it. */
    public CredentialLimits limits() {
        return head.limits();
    }
}
