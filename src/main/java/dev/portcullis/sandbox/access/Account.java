package dev.portcullis.sandbox.access;

import java.math.BigDecimal;
import java.util.Map;

/**
 * One UID at the simulator.
 *
 * @param uid Bybit's number of the account, {@code userID} in query-api; limits are counted by it
 * @param name a word for scripts and the control door
 * @param vipLevel decides the request limits: {@code No VIP}, {@code VIP-1} to {@code VIP-5}, {@code VIP-Supreme},
 *     {@code PRO-1} to {@code PRO-6}, {@code MM-1} to {@code MM-3}
 * @param parentUid the master's UID, {@code 0} for a master
 * @param positionMode whether linear contracts start one-way or hedged
 * @param openingBalances coin to amount at the start
 */
public record Account(
        long uid,
        String name,
        String vipLevel,
        long parentUid,
        PositionMode positionMode,
        Map<String, BigDecimal> openingBalances) {
    private static final Map<String, BigDecimal> RICH = Map.of(
            "USDT", new BigDecimal("10000000"),
            "USDC", new BigDecimal("10000000"),
            "BTC", new BigDecimal("100"),
            "ETH", new BigDecimal("1000"));

    /** Checks the name and copies the balances. */
    public Account {
        if (uid <= 0 || name.isBlank()) {
            throw new IllegalArgumentException("an account needs a positive uid and a name, got " + uid + ", " + name);
        }
        openingBalances = Map.copyOf(openingBalances);
    }

    /** A one-way master account without VIP level and with plenty of coins. */
    public static Account of(long uid, String name) {
        return new Account(uid, name, "No VIP", 0, PositionMode.ONE_WAY, RICH);
    }

    /** The same with another VIP level. */
    public Account withVipLevel(String level) {
        return new Account(uid, name, level, parentUid, positionMode, openingBalances);
    }

    /** The same with another position mode. */
    public Account withPositionMode(PositionMode mode) {
        return new Account(uid, name, vipLevel, parentUid, mode, openingBalances);
    }

    /** The same with other opening balances. */
    public Account withBalances(Map<String, BigDecimal> balances) {
        return new Account(uid, name, vipLevel, parentUid, positionMode, balances);
    }

    /** The same as a sub-account of a master. */
    public Account withParent(long masterUid) {
        return new Account(uid, name, vipLevel, masterUid, positionMode, openingBalances);
    }
}
