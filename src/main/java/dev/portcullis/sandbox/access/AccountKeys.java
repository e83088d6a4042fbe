package dev.portcullis.sandbox.access;

import java.util.List;

/**
 * An account with its keys, as a caller or a keys file hands them in.
 *
 * @param account the account
 * @param keys its keys, possibly none
 */
public record AccountKeys(Account account, List<ApiKey> keys) {
    /** Copies the keys. */
    public AccountKeys {
        keys = List.copyOf(keys);
    }
}
