package dev.portcullis.sandbox.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key of an account, with what query-api tells about it. Changing one means putting a changed copy into
 * {@link Accounts}.
 *
 * @param apiKey the public id
 * @param uid the account it belongs to
 * @param check verifies its signatures
 * @param rights what it may do
 * @param addresses addresses that may use it, {@code *} alone for any
 * @param expiresAt when it ends, null for never
 * @param state in use or disabled
 */
public record ApiKey(
        String apiKey,
        long uid,
        SignatureCheck check,
        Rights rights,
        Set<String> addresses,
        @Nullable Instant expiresAt,
        KeyState state) {
    /** The entry that stands for every address. */
    public static final String ANY_ADDRESS = "*";

    /** Copies the addresses. */
    public ApiKey {
        addresses = Set.copyOf(addresses);
    }

    /** A trading key that may be used from anywhere and never expires. */
    public static ApiKey hmac(String apiKey, long uid, String secret) {
        return of(apiKey, uid, new HmacCheck(secret));
    }

    /** The same with any kind of signature. */
    public static ApiKey of(String apiKey, long uid, SignatureCheck check) {
        return new ApiKey(apiKey, uid, check, Rights.TRADING, Set.of(ANY_ADDRESS), null, KeyState.ACTIVE);
    }

    /** Whether its life is over at this time. */
    public boolean expiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether a caller from this address may use it. */
    public boolean allows(String address) {
        return addresses.contains(ANY_ADDRESS) || addresses.contains(address);
    }

    /** The same with other rights. */
    public ApiKey withRights(Rights other) {
        return new ApiKey(apiKey, uid, check, other, addresses, expiresAt, state);
    }

    /** The same bound to other addresses. */
    public ApiKey withAddresses(Set<String> other) {
        return new ApiKey(apiKey, uid, check, rights, other, expiresAt, state);
    }

    /** The same with another end of life, null for none. */
    public ApiKey withExpiresAt(@Nullable Instant other) {
        return new ApiKey(apiKey, uid, check, rights, addresses, other, state);
    }

    /** The same, in use or disabled. */
    public ApiKey withState(KeyState other) {
        return new ApiKey(apiKey, uid, check, rights, addresses, expiresAt, other);
    }
}
