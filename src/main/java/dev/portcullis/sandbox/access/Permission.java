package dev.portcullis.sandbox.access;

import java.util.Set;

/** A right of a key as query-api shows it: a group and a name in it (docs:v5/user/apikey-info). */
public enum Permission {
    /** Derivatives orders. */
    CONTRACT_ORDER("ContractTrade", "Order"),
    /** Derivatives positions. */
    CONTRACT_POSITION("ContractTrade", "Position"),
    /** Spot orders. */
    SPOT_TRADE("Spot", "SpotTrade"),
    /** Option orders. */
    OPTIONS_TRADE("Options", "OptionsTrade"),
    /** Derivatives on unified accounts, added by Bybit. */
    DERIVATIVES_TRADE("Derivatives", "DerivativesTrade"),
    /** Transfers between the wallets of one UID. */
    ACCOUNT_TRANSFER("Wallet", "AccountTransfer"),
    /** Transfers between UIDs, master keys. */
    SUB_MEMBER_TRANSFER("Wallet", "SubMemberTransfer"),
    /** Transfers to the master, sub keys. */
    SUB_MEMBER_TRANSFER_LIST("Wallet", "SubMemberTransferList"),
    /** Withdrawals, master keys only. */
    WITHDRAW("Wallet", "Withdraw"),
    /** Conversion records. */
    EXCHANGE_HISTORY("Exchange", "ExchangeHistory"),
    /** Earn products. */
    EARN("Earn", "Earn");

    /** What a trading key has. */
    public static final Set<Permission> TRADING =
            Set.of(CONTRACT_ORDER, CONTRACT_POSITION, SPOT_TRADE, OPTIONS_TRADE, DERIVATIVES_TRADE);

    private final String group;
    private final String word;

    Permission(String group, String word) {
        this.group = group;
        this.word = word;
    }

    /** The field of {@code permissions} that lists it. */
    public String group() {
        return group;
    }

    /** Its word in that list. */
    public String word() {
        return word;
    }

    /**
     * The permission with this group and word.
     *
     * @throws IllegalArgumentException naming both when Bybit has none such
     */
    public static Permission of(String group, String word) {
        for (Permission permission : values()) {
            if (permission.group.equals(group) && permission.word.equals(word)) {
                return permission;
            }
        }
        throw new IllegalArgumentException("permissions: no " + group + ":" + word + " exists");
    }
}
