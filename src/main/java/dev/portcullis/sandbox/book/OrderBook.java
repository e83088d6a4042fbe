package dev.portcullis.sandbox.book;

import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The book of one instrument: bids and asks by price, then by time. Guarded by the venue. */
public final class OrderBook {
    private final Instrument instrument;
    private final NavigableMap<BigDecimal, Deque<Resting>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, Deque<Resting>> asks = new TreeMap<>();

    /** An empty book. */
    public OrderBook(Instrument instrument) {
        this.instrument = instrument;
    }

    /** What is traded here. */
    public Instrument instrument() {
        return instrument;
    }

    /** Puts an order behind all others at its price. */
    public void rest(Order order) {
        add(order.side(), order.price(), new Resting.OfAccount(order));
    }

    /** Takes an order out; nothing happens when it does not rest here. */
    public void remove(Order order) {
        NavigableMap<BigDecimal, Deque<Resting>> side = side(order.side());
        Deque<Resting> level = side.get(order.price());
        if (level == null) {
            return;
        }
        level.removeIf(resting -> resting instanceof Resting.OfAccount mine && mine.order() == order);
        if (level.isEmpty()) {
            side.remove(order.price());
        }
    }

    /** Whether an order of this side at this price would take at once. */
    public boolean crosses(Side side, BigDecimal price) {
        return best(side.opposite()).map(best -> reaches(side, price, best)).orElse(false);
    }

    /** How much an order of this side could take down to its price. */
    public BigDecimal depth(Side side, BigDecimal price) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<BigDecimal, Deque<Resting>> level : side(side.opposite()).entrySet()) {
            if (!reaches(side, price, level.getKey())) {
                return sum;
            }
            sum = sum.add(total(level.getValue()));
        }
        return sum;
    }

    /** The best price on a side. */
    public Optional<BigDecimal> best(Side side) {
        NavigableMap<BigDecimal, Deque<Resting>> levels = side(side);
        return levels.isEmpty() ? Optional.empty() : Optional.of(levels.firstKey());
    }

    /** The best levels of a side. */
    public List<BookLevel> levels(Side side, int countMax) {
        List<BookLevel> levels = new ArrayList<>();
        for (Map.Entry<BigDecimal, Deque<Resting>> level : side(side).entrySet()) {
            if (levels.size() == countMax) {
                break;
            }
            levels.add(new BookLevel(level.getKey(), total(level.getValue())));
        }
        return levels;
    }

    void add(Side side, BigDecimal price, Resting resting) {
        side(side).computeIfAbsent(price, fresh -> new ArrayDeque<>()).addLast(resting);
    }

    void removeQuotes() {
        removeQuotes(bids);
        removeQuotes(asks);
    }

    /** The first in line on a side, with its price; empty when the side is. */
    Optional<Front> front(Side side) {
        Map.Entry<BigDecimal, Deque<Resting>> level = side(side).firstEntry();
        return level == null
                ? Optional.empty()
                : Optional.of(new Front(level.getKey(), level.getValue().getFirst()));
    }

    /** Takes exactly this one out; nothing happens when it is gone already. */
    void remove(Side side, Front front) {
        NavigableMap<BigDecimal, Deque<Resting>> levels = side(side);
        Deque<Resting> level = levels.get(front.price());
        if (level != null && level.remove(front.resting()) && level.isEmpty()) {
            levels.remove(front.price());
        }
    }

    static boolean reaches(Side side, BigDecimal limit, BigDecimal price) {
        return side == Side.BUY ? limit.compareTo(price) >= 0 : limit.compareTo(price) <= 0;
    }

    private NavigableMap<BigDecimal, Deque<Resting>> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private static void removeQuotes(NavigableMap<BigDecimal, Deque<Resting>> levels) {
        levels.values().forEach(level -> level.removeIf(Resting.Quote.class::isInstance));
        levels.values().removeIf(Deque::isEmpty);
    }

    private static BigDecimal total(Deque<Resting> level) {
        return level.stream().map(Resting::openQty).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    record Front(BigDecimal price, Resting resting) {}
}
