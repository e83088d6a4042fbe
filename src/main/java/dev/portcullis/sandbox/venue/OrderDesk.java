package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.book.Matcher;
import dev.portcullis.sandbox.book.OrderBook;
import dev.portcullis.sandbox.book.TradeSink;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.journal.Journal;
import dev.portcullis.sandbox.journal.OrderEvent;
import dev.portcullis.sandbox.order.Ending;
import dev.portcullis.sandbox.order.Fill;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.order.OrderSnapshot;
import dev.portcullis.sandbox.order.OrderStatus;
import dev.portcullis.sandbox.order.OrderTerms;
import dev.portcullis.sandbox.portfolio.Execution;
import dev.portcullis.sandbox.portfolio.Fees;
import dev.portcullis.sandbox.portfolio.Portfolio;
import dev.portcullis.sandbox.wire.Moment;
import dev.portcullis.sandbox.wire.Refusal;
import dev.portcullis.sandbox.wire.RetCode;
import dev.portcullis.sandbox.wire.ServerClock;
import dev.portcullis.sandbox.wire.Side;
import dev.portcullis.sandbox.wire.TimeInForce;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/** Runs accepted orders through the books and books what happens to their accounts. Guarded by the venue. */
final class OrderDesk implements TradeSink {
    private final Market market;
    private final OrderRules rules;
    private final Holdings holdings;
    private final LongFunction<Member> members;
    private final OrderIds ids;
    private final ServerClock clock;
    private final Journal journal;

    /** Accounts that traded since the last sweep. */
    private final Set<Member> traded = new LinkedHashSet<>();

    private long executions;

    OrderDesk(
            Market market,
            Holdings holdings,
            LongFunction<Member> members,
            OrderIds ids,
            ServerClock clock,
            Journal journal) {
        this.market = market;
        this.rules = new OrderRules(market);
        this.holdings = holdings;
        this.members = members;
        this.ids = ids;
        this.clock = clock;
        this.journal = journal;
    }

    /** Lets an open order take what it may, then rests or ends it by its time in force. */
    void enter(Order order) {
        OrderBook book = market.book(order.instrument());
        TimeInForce timeInForce = order.terms().pricing().timeInForce();
        if (timeInForce == TimeInForce.POST_ONLY && book.crosses(order.side(), order.price())) {
            end(order, Ending.WOULD_TAKE);
            return;
        }
        if (timeInForce == TimeInForce.FOK && !fillsWhole(book, order)) {
            end(order, Ending.NOT_WHOLE);
            return;
        }
        BigDecimal filledBefore = order.now().progress().filled();
        Matcher.Result result = new Matcher(book, this).take(order);
        settleRemainder(book, order, result);
        if (order.now().progress().filled().compareTo(filledBefore) > 0) {
            market.refill(order.instrument());
        }
        sweepReduceOnly(order.instrument());
    }

    /** Wakes up a conditional order: from now on it needs a position to close, or margin to open. */
    void trigger(Order order) {
        order.trigger(clock.moment());
        Portfolio portfolio = members.apply(order.uid()).portfolio();
        try {
            OrderTerms cut = holdings.cutToPosition(portfolio, order.terms());
            OrderTerms priced =
                    cut.pricing().isMarket() ? cut.with(cut.pricing().at(rules.band(cut))) : cut;
            portfolio.reserve(order, holdings.require(portfolio, priced, portfolio.reserved(order)));
            order.amend(priced, clock.moment());
        } catch (Refusal refusal) {
            boolean nothingToClose = refusal.code() == RetCode.QTY_TRUNCATED.code();
            end(order, nothingToClose ? Ending.BY_REDUCE_ONLY : Ending.NOT_AFFORDABLE);
            return;
        }
        enter(order);
    }

    /** Ends an order without filling the rest. */
    void end(Order order, Ending ending) {
        market.book(order.instrument()).remove(order);
        order.cancel(ending, clock.moment());
        close(order);
        record(order.now(), OrderEvent.Kind.CANCELLED);
    }

    /** Moves the reference price: the market maker trades, conditional orders wake up. */
    void move(Instrument instrument, BigDecimal reference, List<Member> everyone) {
        market.move(instrument, reference, this);
        sweepReduceOnly(instrument);
        for (Member member : everyone) {
            for (Order order : List.copyOf(member.orders().openOldestFirst())) {
                if (firesAt(order, instrument, reference)) {
                    trigger(order);
                }
            }
        }
    }

    void record(OrderSnapshot order, OrderEvent.Kind kind) {
        journal.happened(new OrderEvent(
                order.updatedMillis(),
                kind,
                order.identity().uid(),
                order.orderId(),
                order.orderLinkId(),
                order.instrument().id().toString(),
                order.status().word()));
    }

    @Override
    public void traded(Order order, BigDecimal price, BigDecimal qty, Fill.Liquidity liquidity) {
        Member member = members.apply(order.uid());
        Moment moment = clock.moment();
        Fill fill = fill(order, price, qty, liquidity);
        BigDecimal closed = member.portfolio().settle(order, fill, moment.millis());
        order.fill(fill, moment);
        member.portfolio()
                .executions()
                .add(new Execution(ids.uuid(), ++executions, order.now(), fill, closed, moment.millis()));
        if (!order.isOpen()) {
            close(order);
        }
        traded.add(member);
        record(order.now(), OrderEvent.Kind.FILLED);
    }

    @Override
    public void selfMatched(Order resting) {
        end(resting, Ending.BY_SELF_MATCH);
    }

    @Override
    public BigDecimal tradable(Order order) {
        return holdings.tradable(members.apply(order.uid()).portfolio(), order.terms(), order.leavesQty());
    }

    long nextExecution() {
        return ++executions;
    }

    private boolean fillsWhole(OrderBook book, Order order) {
        return book.depth(order.side(), order.price()).compareTo(order.leavesQty()) >= 0;
    }

    private void settleRemainder(OrderBook book, Order order, Matcher.Result result) {
        if (!order.isOpen()) {
            return;
        }
        if (result == Matcher.Result.SELF_MATCHED) {
            end(order, Ending.BY_SELF_MATCH);
        } else if (order.terms().sizing().inQuote()
                && order.now().progress().filled().signum() > 0) {
            order.finish(clock.moment());
            close(order);
        } else if (order.terms().pricing().timeInForce() == TimeInForce.IOC) {
            end(order, order.terms().pricing().isMarket() ? Ending.BOOK_TOO_THIN : Ending.NOT_AT_ONCE);
        } else {
            book.rest(order);
        }
    }

    private void close(Order order) {
        Member member = members.apply(order.uid());
        member.portfolio().releaseAll(order);
        member.orders().close(order);
    }

    /** Ends reduce-only orders whose position has gone. */
    private void sweepReduceOnly(Instrument instrument) {
        for (Member member : List.copyOf(traded)) {
            for (Order order : List.copyOf(member.orders().openOldestFirst())) {
                boolean rests = order.now().status() != OrderStatus.UNTRIGGERED;
                boolean here = order.instrument().equals(instrument);
                if (rests && here && tradable(order).signum() == 0) {
                    end(order, Ending.BY_REDUCE_ONLY);
                }
            }
        }
        traded.clear();
    }

    private static boolean firesAt(Order order, Instrument instrument, BigDecimal reference) {
        return order.now().status() == OrderStatus.UNTRIGGERED
                && order.instrument().equals(instrument)
                && order.terms().trigger().orElseThrow().firesAt(reference);
    }

    private static Fill fill(Order order, BigDecimal price, BigDecimal qty, Fill.Liquidity liquidity) {
        Instrument instrument = order.instrument();
        BigDecimal value = instrument.value(price, qty);
        BigDecimal rate = Fees.rate(instrument.category(), liquidity);
        boolean feeInBase = instrument.category().isSpot() && order.side() == Side.BUY;
        return new Fill(
                price,
                qty,
                value,
                liquidity,
                (feeInBase ? qty : value).multiply(rate),
                feeInBase ? instrument.coins().base() : instrument.valueCoin(),
                rate);
    }
}
