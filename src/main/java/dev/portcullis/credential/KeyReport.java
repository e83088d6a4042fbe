package dev.portcullis.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the exchange said about a key when it was last asked (docs:v5/user/apikey-info); sealed together with its
 * secret, so that nobody widens it by an edit of the store.
 *
 * @param ips the addresses that it is bound to, in Bybit's order; empty when it is bound to none
 * @param expiresAtMillis UTC milliseconds; null when it never expires, as bound keys do not
 * @param checkedAtMillis when the exchange was asked, UTC milliseconds
 */
public record KeyReport(
        Owner owner,
        Rights rights,
        List<String> ips,
        @Nullable Long expiresAtMillis,
        long checkedAtMillis) {

    /**
     * Whose key it is.
     *
     * @param uid Bybit's userID
     * @param parentUid the main account's UID; null when this is the main account
     * @param vipLevel Bybit's word for the fee and rate tier: {@code No VIP}, {@code VIP-1}, {@code PRO-3}
     * @param thirdParty whether it is connected to a third party's application (type 2)
     */
    public record Owner(String uid, @Nullable String parentUid, String vipLevel, boolean thirdParty) {}

    /**
     * What it may do.
     *
     * @param readOnly whether every write gets 10005
     * @param permissions Bybit's groups and their members: ContractTrade [Order, Position], Wallet [AccountTransfer]
     */
    public record Rights(boolean readOnly, Map<String, List<String>> permissions) {
        /** Keeps its own sorted copy, without the groups that hold nothing. */
        public Rights {
            Map<String, List<String>> held = new TreeMap<>();
            permissions.forEach((group, members) -> {
                if (!members.isEmpty()) {
                    held.put(group, List.copyOf(members));
                }
            });
            permissions = Collections.unmodifiableMap(held);
        }

        /** The members of a group; empty when it holds none. */
        public List<String> of(String group) {
            return permissions.getOrDefault(group, List.of());
        }
    }

    /** Bybit's mark for "no address bound". */
    private static final String ANY_ADDRESS = "*";

    /** Keeps its own copy of the addresses, without Bybit's {@code *}. */
    public KeyReport {
        ips = ips.stream().filter(ip -> !ip.equals(ANY_ADDRESS)).toList();
    }

    /** Whether it works from certain addresses only. */
    @JsonIgnore
    public boolean isBound() {
        return !ips.isEmpty();
    }

    /** When it expires, UTC milliseconds; empty when never. */
    public OptionalLong expiry() {
        return expiresAtMillis == null ? OptionalLong.empty() : OptionalLong.of(expiresAtMillis);
    }
}
