package dev.portcullis.sandbox.portfolio;

import dev.portcullis.sandbox.access.PositionMode;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.instrument.InstrumentId;
import dev.portcullis.sandbox.order.Fill;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that one account holds. Guarded by the venue. */
public final class Portfolio {
    private static final BigDecimal LEVERAGE_DEFAULT = BigDecimal.TEN;

    private final Wallet wallet;
    private final Map<PositionId, Position> positions = new LinkedHashMap<>();
    private final Map<InstrumentId, BigDecimal> leverage = new HashMap<>();
    private final Map<Order, Reservation> reservations = new HashMap<>();
    private final List<Execution> executions = new ArrayList<>();
    private PositionMode positionMode;

    /** What an account holds at the start. */
    public Portfolio(Map<String, BigDecimal> openingBalances, PositionMode positionMode) {
        this.wallet = new Wallet(openingBalances);
        this.positionMode = positionMode;
    }

    /** Its coins. */
    public Wallet wallet() {
        return wallet;
    }

    /** Its positions, flat ones that were once open included. */
    public List<Position> positions() {
        return List.copyOf(positions.values());
    }

    /** Its executions, oldest first; a live view, to be read under the venue's lock only. */
    public List<Execution> executions() {
        return executions;
    }

    /** How it holds an instrument: only USDT contracts can be hedged (docs:v5/position/position-mode). */
    public PositionMode positionMode(Instrument instrument) {
        boolean hedgeable = instrument.category() == Category.LINEAR
                && instrument.coins().settle().equals("USDT");
        return hedgeable ? positionMode : PositionMode.ONE_WAY;
    }

    /** Sets how it holds USDT contracts. */
    public void setPositionMode(PositionMode mode) {
        positionMode = mode;
    }

    /** The leverage of an instrument; 10 unless set. */
    public BigDecimal leverage(InstrumentId instrument) {
        return instrument.category() == Category.OPTION
                ? BigDecimal.ONE
                : leverage.getOrDefault(instrument, LEVERAGE_DEFAULT);
    }

    /** Sets the leverage of an instrument. */
    public void setLeverage(InstrumentId instrument, BigDecimal value) {
        leverage.put(instrument, value);
    }

    /** A position, flat when there never was one. */
    public Position position(Instrument instrument, int positionIdx) {
        Position held = positions.get(new PositionId(instrument.id(), positionIdx));
        return held == null ? Position.flat(instrument, positionIdx, 0) : held;
    }

    /** Holds coins for an order in place of what it held before. */
    public void reserve(Order order, Reservation reservation) {
        releaseAll(order);
        if (reservation.amount().signum() > 0) {
            reservations.put(order, reservation);
            wallet.hold(reservation);
        }
    }

    /** Gives back all that an order holds. */
    public void releaseAll(Order order) {
        Reservation held = reservations.remove(order);
        if (held != null) {
            wallet.release(held);
        }
    }

    /** What an order holds now. */
    public Reservation reserved(Order order) {
        return reservations.getOrDefault(order, Reservation.NONE);
    }

    /**
     * Books a fill: gives back its share of what the order holds, moves coins and position.
     *
     * @return how much of a position it closed
     */
    public BigDecimal settle(Order order, Fill fill, long nowMillis) {
        releaseShare(order, fill);
        if (order.instrument().category().isSpot()) {
            settleSpot(order, fill);
            return BigDecimal.ZERO;
        }
        return settleContract(order, fill, nowMillis);
    }

    private void releaseShare(Order order, Fill fill) {
        Reservation held = reservations.get(order);
        if (held == null || order.terms().sizing().inQuote()) {
            return;
        }
        Reservation share = held.share(fill.qty(), order.leavesQty());
        wallet.release(share);
        reservations.put(order, held.minus(share));
    }

    private void settleSpot(Order order, Fill fill) {
        Instrument instrument = order.instrument();
        boolean buying = order.side() == Side.BUY;
        wallet.add(instrument.spentCoin(order.side()), (buying ? fill.value() : fill.qty()).negate());
        wallet.add(instrument.receivedCoin(order.side()), buying ? fill.qty() : fill.value());
        wallet.add(fill.feeCoin(), fill.fee().negate());
    }

    private BigDecimal settleContract(Order order, Fill fill, long nowMillis) {
        Instrument instrument = order.instrument();
        int positionIdx = order.terms().closing().positionIdx();
        Position before = positions.computeIfAbsent(
                new PositionId(instrument.id(), positionIdx),
                fresh -> Position.flat(instrument, positionIdx, nowMillis));
        Position after = before.after(order.side(), fill.price(), fill.qty(), nowMillis);
        positions.put(new PositionId(instrument.id(), positionIdx), after);
        wallet.add(
                instrument.coins().settle(),
                cashFlow(order, fill, before, after).subtract(fill.fee()));
        return before.closableBy(order.side()).min(fill.qty());
    }

    /** An option's premium changes hands at once; a contract pays when it is closed. */
    private static BigDecimal cashFlow(Order order, Fill fill, Position before, Position after) {
        if (order.instrument().category() == Category.OPTION) {
            return order.side() == Side.BUY ? fill.value().negate() : fill.value();
        }
        return after.realisedPnl().subtract(before.realisedPnl());
    }

    /** The initial margin of a position, in its settle coin. */
    public BigDecimal positionMargin(Position position) {
        return position.value().divide(leverage(position.instrument().id()), MathContext.DECIMAL64);
    }

    /** What could still be used as margin, in USD: all coins and unrealised profit, less what is in use. */
    public BigDecimal availableUsd(Prices prices) {
        BigDecimal available = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> coin : wallet.balances().entrySet()) {
            BigDecimal free = coin.getValue()
                    .subtract(wallet.spotLocked(coin.getKey()))
                    .subtract(wallet.orderMargin(coin.getKey()));
            available = available.add(free.multiply(prices.usd(coin.getKey())));
        }
        for (Position position : positions.values()) {
            BigDecimal net = unrealisedPnl(position, prices).subtract(positionMargin(position));
            available = available.add(
                    net.multiply(prices.usd(position.instrument().coins().settle())));
        }
        return available;
    }

    /** What closing a position at the reference price would earn, in its settle coin. */
    public BigDecimal unrealisedPnl(Position position, Prices prices) {
        return position.pnl(prices.reference(position.instrument()), position.size());
    }
}
