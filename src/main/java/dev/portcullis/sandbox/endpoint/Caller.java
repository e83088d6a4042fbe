package dev.portcullis.sandbox.endpoint;

import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.ApiKey;

/**
 * Who calls a private endpoint.
 *
 * @param account the account
 * @param key the key that signed
 */
public record Caller(Account account, ApiKey key) {
    /** The account's UID. */
    public long uid() {
        return account.uid();
    }
}
