package dev.portcullis.sandbox.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every account and key of the simulator; may be changed at any time, from any thread. */
public final class Accounts {
    private final Map<Long, Account> byUid = new LinkedHashMap<>();
    private final Map<String, ApiKey> byApiKey = new LinkedHashMap<>();

    /** Adds or replaces an account. Balances of one that has traded already stay as they are. */
    public synchronized void put(Account account) {
        byUid.put(account.uid(), account);
    }

    /**
     * Adds or replaces a key.
     *
     * @throws IllegalArgumentException when its account is unknown
     */
    public synchronized void put(ApiKey key) {
        if (!byUid.containsKey(key.uid())) {
            throw new IllegalArgumentException("key " + key.apiKey() + ": add account " + key.uid() + " first");
        }
        byApiKey.put(key.apiKey(), key);
    }

    /**
     * Replaces a key by a changed copy, e.g. {@code change(k, key -> key.withExpiresAt(now))}.
     *
     * @throws IllegalArgumentException when the key is unknown
     */
    public synchronized ApiKey change(String apiKey, UnaryOperator<ApiKey> change) {
        ApiKey changed = change.apply(key(apiKey).orElseThrow(() -> new IllegalArgumentException("no key " + apiKey)));
        byApiKey.put(apiKey, changed);
        return changed;
    }

    /** The key with this public id. */
    public synchronized Optional<ApiKey> key(String apiKey) {
        return Optional.ofNullable(byApiKey.get(apiKey));
    }

    /** The account with this UID. */
    public synchronized Optional<Account> account(long uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    /** The account with this name or, in digits, this UID. */
    public synchronized Optional<Account> find(String nameOrUid) {
        return byUid.values().stream()
                .filter(account -> account.name().equals(nameOrUid)
                        || Long.toString(account.uid()).equals(nameOrUid))
                .findFirst();
    }

    /** All accounts, in the order of their coming. */
    public synchronized List<Account> all() {
        return new ArrayList<>(byUid.values());
    }

    /** All keys of an account. */
    public synchronized List<ApiKey> keysOf(long uid) {
        return byApiKey.values().stream().filter(key -> key.uid() == uid).toList();
    }
}
