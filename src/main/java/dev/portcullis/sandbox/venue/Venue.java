package dev.portcullis.sandbox.venue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.Accounts;
import dev.portcullis.sandbox.access.PositionMode;
import dev.portcullis.sandbox.book.BookLevel;
import dev.portcullis.sandbox.book.MakerSettings;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.instrument.Instruments;
import dev.portcullis.sandbox.journal.Journal;
import dev.portcullis.sandbox.order.Ending;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.order.OrderSnapshot;
import dev.portcullis.sandbox.portfolio.Execution;
import dev.portcullis.sandbox.portfolio.Portfolio;
import dev.portcullis.sandbox.portfolio.Prices;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.RetCode;
import dev.portcullis.sandbox.wire.ServerClock;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The exchange behind the doors. Every method is one short step under one lock and may be called from any thread. */
public final class Venue {
    private static final int CANCEL_ALL_MAX = 500;
    private static final Duration LAG_MAX = Duration.ofSeconds(5);

    private final Accounts accounts;
    private final Instruments instruments;
    private final ServerClock clock;
    private final Market market;
    private final OrderDesk desk;
    private final OrderEntry entry;
    private final SeededExecutions seededExecutions;
    private final Map<Long, Member> members = new HashMap<>();
    private Duration readLag = Duration.ZERO;

    /** An exchange where nothing has happened yet; the seed decides its ids. */
    public Venue(
            Accounts accounts,
            Instruments instruments,
            MakerSettings maker,
            ServerClock clock,
            Journal journal,
            long seed) {
        this.accounts = accounts;
        this.instruments = instruments;
        this.clock = clock;
        this.market = new Market(instruments, maker);
        OrderIds ids = new OrderIds(seed);
        Holdings holdings = new Holdings(market);
        this.desk = new OrderDesk(market, holdings, this::member, ids, clock, journal);
        this.entry = new OrderEntry(desk, market, holdings, ids, clock);
        this.seededExecutions = new SeededExecutions(ids, desk, market, clock);
    }

    /** The catalogue. */
    public Instruments instruments() {
        return instruments;
    }

    /** Accepts a create: the order as it is after its first pass through the book. */
    public synchronized OrderSnapshot create(long uid, Category category, Params params) {
        return entry.create(member(uid), OrderForm.read(category, params, instruments))
                .now();
    }

    /** Checks a create as if it were sent, without taking it (docs:v5/order/pre-check-order). */
    public synchronized String preCheck(long uid, Category category, Params params) {
        OrderForm form = OrderForm.read(category, params, instruments);
        entry.accepted(member(uid), form);
        return form.orderLinkId();
    }

    /** Accepts an amend. */
    public synchronized OrderSnapshot amend(long uid, OrderRef ref, Amendment amendment) {
        return entry.amend(member(uid), ref, amendment).now();
    }

    /** Accepts a cancel. */
    public synchronized OrderSnapshot cancel(long uid, OrderRef ref) {
        return entry.cancel(member(uid), ref).now();
    }

    /** Cancels every open order that fits, at most 500, oldest first. */
    public synchronized List<OrderSnapshot> cancelAll(long uid, Predicate<OrderSnapshot> fits) {
        List<OrderSnapshot> cancelled = new ArrayList<>();
        for (Order order : List.copyOf(member(uid).orders().openOldestFirst())) {
            if (cancelled.size() < CANCEL_ALL_MAX && fits.test(order.now())) {
                desk.end(order, Ending.BY_USER);
                cancelled.add(order.now());
            }
        }
        return cancelled;
    }

    /** Open orders and, where the filter lets them, recently closed ones, as realtime shows them. */
    public synchronized List<OrderSnapshot> current(long uid, OrderQuery query) {
        return page(member(uid).orders().current(query), query);
    }

    /** Closed orders, as history shows them. */
    public synchronized List<OrderSnapshot> closed(long uid, OrderQuery query) {
        return page(member(uid).orders().closed(query), query);
    }

    /** The open orders of an account, newest first, without any lag: the truth for tests. */
    public synchronized List<OrderSnapshot> openOrders(long uid) {
        return member(uid).orders().openNewestFirst().stream().map(Order::now).toList();
    }

    /** Executions that fit, newest first, from behind a sequence number on. */
    public synchronized List<Execution> executions(
            long uid, Predicate<Execution> fits, long beforeSequence, int limit) {
        List<Execution> all = member(uid).portfolio().executions();
        long visibleUntil = clock.millis() - readLag.toMillis();
        List<Execution> page = new ArrayList<>();
        for (int index = all.size() - 1; index >= 0 && page.size() < limit; index--) {
            Execution execution = all.get(index);
            boolean visible = readLag.isZero() || execution.timeMillis() <= visibleUntil;
            if (execution.sequence() < beforeSequence && visible && fits.test(execution)) {
                page.add(execution);
            }
        }
        return page;
    }

    /** Looks at what an account holds, with the prices of this moment; must not keep what it is given. */
    public synchronized <T> T look(long uid, BiFunction<Portfolio, Prices, T> look) {
        return look.apply(member(uid).portfolio(), market);
    }

    /** The reference price of an instrument. */
    public synchronized BigDecimal referencePrice(Instrument instrument) {
        return market.reference(instrument);
    }

    /** The best levels of one side of a book. */
    public synchronized List<BookLevel> levels(Instrument instrument, Side side, int countMax) {
        return market.book(instrument).levels(side, countMax);
    }

    /**
     * Moves the reference price; resting orders that the market maker then crosses are filled, conditional orders that
     * it reaches wake up.
     */
    public synchronized void setReferencePrice(Category category, String symbol, BigDecimal price) {
        if (price.signum() <= 0) {
            throw Params.invalid("price", "must be above 0");
        }
        desk.move(instruments.require(category, symbol), price, List.copyOf(members.values()));
    }

    /** An order by someone who does not come through the REST door: a person at the web page. */
    public synchronized OrderSnapshot placeForeignOrder(long uid, ObjectNode order) {
        Params params = Params.of(order);
        return create(uid, params.category(), params);
    }

    /** Gives an account this many old executions of one instrument, a millisecond apart, the newest just now. */
    public synchronized void seedExecutions(long uid, Category category, String symbol, int count) {
        Member member = member(uid);
        seededExecutions.add(member, instruments.require(category, symbol), count);
    }

    /** Sets the leverage of an instrument; refused when it is so already. */
    public synchronized void setLeverage(long uid, Instrument instrument, BigDecimal leverage) {
        Portfolio portfolio = member(uid).portfolio();
        if (portfolio.leverage(instrument.id()).compareTo(leverage) == 0) {
            throw RetCode.LEVERAGE_UNCHANGED.refusal();
        }
        portfolio.setLeverage(instrument.id(), leverage);
    }

    /** Switches how USDT contracts are held; refused with open positions or orders (docs:v5/position/position-mode). */
    public synchronized void switchPositionMode(long uid, Instrument instrument, PositionMode mode) {
        Member member = member(uid);
        if (member.portfolio().positionMode(instrument) == mode) {
            throw RetCode.MODE_UNCHANGED.refusal();
        }
        if (member.portfolio().positions().stream().anyMatch(position -> !position.isFlat())) {
            throw RetCode.MODE_HAS_POSITION.refusal();
        }
        if (!member.orders().openOldestFirst().isEmpty()) {
            throw RetCode.MODE_HAS_ORDERS.refusal();
        }
        member.portfolio().setPositionMode(mode);
    }

    /** How far realtime, history and executions lag behind the truth: 0 to 5 seconds. */
    public synchronized void setReadLag(Duration lag) {
        if (lag.isNegative() || lag.compareTo(LAG_MAX) > 0) {
            throw new IllegalArgumentException("read lag: expected 0 to 5 s, got " + lag);
        }
        readLag = lag;
    }

    /** Which earlier orders make an orderLinkId a duplicate. */
    public synchronized void setDuplicatePolicy(DuplicatePolicy policy) {
        entry.setDuplicatePolicy(policy);
    }

    /** Forgets recently closed orders, as Bybit does after a restart: realtime loses them, history keeps them. */
    public synchronized void forgetRecentClosed() {
        members.values().forEach(member -> member.orders().forgetRecentClosed());
    }

    private List<OrderSnapshot> page(Collection<Order> newestFirst, OrderQuery query) {
        long asOf = clock.nanos() - readLag.toNanos();
        return newestFirst.stream()
                .flatMap(order -> order.asOf(asOf).stream())
                .filter(query.filter())
                .limit(query.limit())
                .toList();
    }

    private Member member(long uid) {
        return members.computeIfAbsent(uid, this::enrol);
    }

    private Member enrol(long uid) {
        Account account =
                accounts.account(uid).orElseThrow(() -> new IllegalArgumentException("no account has uid " + uid));
        return new Member(uid, new Portfolio(account.openingBalances(), account.positionMode()), new AccountOrders());
    }
}
