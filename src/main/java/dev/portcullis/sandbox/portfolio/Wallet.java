package dev.portcullis.sandbox.portfolio;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** The coins of an account, and how much of each open orders hold. Guarded by the venue. */
public final class Wallet {
    private final Map<String, BigDecimal> balances = new TreeMap<>();
    private final Map<String, BigDecimal> spotLocked = new TreeMap<>();
    private final Map<String, BigDecimal> orderMargin = new TreeMap<>();

    Wallet(Map<String, BigDecimal> opening) {
        balances.putAll(opening);
    }

    /** All coins that were ever held, with their balances. */
    public Map<String, BigDecimal> balances() {
        return Map.copyOf(balances);
    }

    /** The balance of a coin, held by orders or not. */
    public BigDecimal balance(String coin) {
        return balances.getOrDefault(coin, BigDecimal.ZERO);
    }

    /** How much of a coin open spot orders hold. */
    public BigDecimal spotLocked(String coin) {
        return spotLocked.getOrDefault(coin, BigDecimal.ZERO);
    }

    /** How much margin in a coin open derivatives orders hold. */
    public BigDecimal orderMargin(String coin) {
        return orderMargin.getOrDefault(coin, BigDecimal.ZERO);
    }

    void add(String coin, BigDecimal amount) {
        balances.merge(coin, amount, BigDecimal::add);
    }

    void hold(Reservation reservation) {
        holds(reservation).merge(reservation.coin(), reservation.amount(), BigDecimal::add);
    }

    void release(Reservation reservation) {
        holds(reservation).merge(reservation.coin(), reservation.amount().negate(), BigDecimal::add);
    }

    private Map<String, BigDecimal> holds(Reservation reservation) {
        return reservation.kind() == Reservation.Kind.SPOT ? spotLocked : orderMargin;
    }
}
