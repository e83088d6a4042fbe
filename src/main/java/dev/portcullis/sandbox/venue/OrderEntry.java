package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.journal.OrderEvent;
import dev.portcullis.sandbox.order.Ending;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.order.OrderIdentity;
import dev.portcullis.sandbox.order.OrderStatus;
import dev.portcullis.sandbox.order.OrderTerms;
import dev.portcullis.sandbox.order.Pricing;
import dev.portcullis.sandbox.order.Trigger;
import dev.portcullis.sandbox.portfolio.Portfolio;
import dev.portcullis.sandbox.portfolio.Reservation;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Moment;
import dev.portcullis.sandbox.wire.RetCode;
import dev.portcullis.sandbox.wire.ServerClock;
import java.math.BigDecimal;

/** Decides whether a create, amend or cancel is accepted, in Bybit's order of checks. Guarded by the venue. */
final class OrderEntry {
    private static final int ACTIVE_PER_SYMBOL_MAX = 500;
    private static final int CONDITIONAL_PER_SYMBOL_MAX = 10;
    private static final int SPOT_OPEN_MAX = 500;
    private static final int SPOT_CONDITIONAL_PER_SYMBOL_MAX = 30;

    private final OrderDesk desk;
    private final Market market;
    private final OrderRules rules;
    private final Holdings holdings;
    private final OrderIds ids;
    private final ServerClock clock;
    private DuplicatePolicy duplicates = DuplicatePolicy.STRICT;

    OrderEntry(OrderDesk desk, Market market, Holdings holdings, OrderIds ids, ServerClock clock) {
        this.desk = desk;
        this.market = market;
        this.rules = new OrderRules(market);
        this.holdings = holdings;
        this.ids = ids;
        this.clock = clock;
    }

    void setDuplicatePolicy(DuplicatePolicy policy) {
        duplicates = policy;
    }

    Order create(Member member, OrderForm form) {
        OrderTerms terms = accepted(member, form);
        boolean conditional = terms.trigger().isPresent();
        Reservation reservation = conditional && !terms.instrument().category().isSpot()
                ? Reservation.NONE
                : holdings.require(member.portfolio(), terms, Reservation.NONE);
        Moment moment = clock.moment();
        long sequence = ids.nextSequence();
        OrderIdentity identity = new OrderIdentity(
                ids.orderId(terms.instrument().category(), sequence),
                form.orderLinkId(),
                member.uid(),
                sequence,
                moment.millis());
        Order order =
                new Order(identity, terms, conditional ? OrderStatus.UNTRIGGERED : OrderStatus.NEW, moment.nanos());
        member.orders().add(order);
        member.portfolio().reserve(order, reservation);
        desk.record(order.now(), OrderEvent.Kind.ACCEPTED);
        if (!conditional) {
            desk.enter(order);
        }
        return order;
    }

    /** All of create's checks but the balance, without creating anything. */
    OrderTerms accepted(Member member, OrderForm form) {
        Category category = form.terms().instrument().category();
        if (member.orders().isDuplicate(form.orderLinkId(), duplicates)) {
            throw RetCode.duplicateLinkId(category);
        }
        holdings.checkPositionIdx(member.portfolio(), form.terms());
        OrderTerms directed = form.terms().trigger().isPresent() ? directed(form.terms()) : form.terms();
        OrderTerms cut =
                directed.trigger().isPresent() ? directed : holdings.cutToPosition(member.portfolio(), directed);
        OrderTerms checked = withinRules(cut);
        checkOpenOrders(member, checked);
        return checked;
    }

    Order amend(Member member, OrderRef ref, Amendment amendment) {
        Order order = openOrder(member, ref);
        OrderTerms before = order.terms();
        OrderTerms after = withinRules(amended(order, amendment));
        boolean requoted = after.pricing().price().compareTo(before.pricing().price()) != 0
                || after.sizing().qty().compareTo(before.sizing().qty()) > 0;
        if (!requoted && sameSize(before, after) && before.trigger().equals(after.trigger())) {
            throw RetCode.PARAMETER.refusal(
                    "The order remains unchanged as the parameters entered match the existing ones.");
        }
        reserveAnew(member.portfolio(), order, after);
        applyAmend(order, after, requoted);
        return order;
    }

    Order cancel(Member member, OrderRef ref) {
        Order order = openOrder(member, ref);
        desk.end(order, Ending.BY_USER);
        return order;
    }

    private static Order openOrder(Member member, OrderRef ref) {
        Order order = member.orders().find(ref).orElseThrow(() -> RetCode.orderNotFound(ref.category()));
        if (order.isOpen()) {
            return order;
        }
        boolean filled = order.now().status() == OrderStatus.FILLED;
        if (ref.category().isSpot()) {
            throw (filled ? RetCode.SPOT_FILLED : RetCode.SPOT_CANCELLED).refusal();
        }
        throw (filled ? RetCode.ORDER_FINAL : RetCode.ORDER_CANCELLED).refusal();
    }

    private OrderTerms amended(Order order, Amendment amendment) {
        OrderTerms terms = order.terms();
        BigDecimal qty = amendment.qty().orElse(terms.sizing().qty());
        boolean resized = amendment.qty().isPresent();
        if (resized && qty.compareTo(order.now().progress().filled()) <= 0) {
            throw (order.now().category().isSpot() ? RetCode.SPOT_QTY_BELOW_FILLED : RetCode.QTY_BELOW_FILLED)
                    .refusal();
        }
        Pricing pricing =
                terms.pricing().at(amendment.price().orElse(terms.pricing().price()));
        OrderTerms changed = terms.with(pricing).with(terms.sizing().of(qty));
        if (amendment.triggerPrice().isEmpty() || terms.trigger().isEmpty()) {
            return changed;
        }
        Trigger trigger = terms.trigger().get();
        return directed(changed.with(new Trigger(amendment.triggerPrice().get(), trigger.direction())));
    }

    /** A quantity of zero closes a position whose size is known only when the order wakes up. */
    private OrderTerms withinRules(OrderTerms terms) {
        boolean closesAllLater = terms.sizing().qty().signum() == 0;
        return closesAllLater ? terms : rules.check(terms);
    }

    private static boolean sameSize(OrderTerms before, OrderTerms after) {
        return before.sizing().qty().compareTo(after.sizing().qty()) == 0;
    }

    private void reserveAnew(Portfolio portfolio, Order order, OrderTerms after) {
        boolean holdsNothing = order.now().status() == OrderStatus.UNTRIGGERED
                && !order.now().category().isSpot();
        if (holdsNothing) {
            return;
        }
        BigDecimal open = after.sizing().qty().subtract(order.now().progress().filled());
        OrderTerms openPart = after.with(after.sizing().of(open));
        portfolio.reserve(order, holdings.require(portfolio, openPart, portfolio.reserved(order)));
    }

    /** A smaller quantity keeps its place in the line; another price or a larger quantity goes to its end. */
    private void applyAmend(Order order, OrderTerms after, boolean requoted) {
        boolean rests = order.now().status() != OrderStatus.UNTRIGGERED;
        if (requoted && rests) {
            market.book(order.instrument()).remove(order);
        }
        order.amend(after, clock.moment());
        desk.record(order.now(), OrderEvent.Kind.AMENDED);
        if (requoted && rests) {
            desk.enter(order);
        }
    }

    /** Checks a futures trigger's side; finds a spot one's (docs:v5/order/create-order, triggerDirection). */
    private OrderTerms directed(OrderTerms terms) {
        Trigger trigger = terms.trigger().orElseThrow();
        BigDecimal last = market.reference(terms.instrument());
        if (terms.instrument().category().isSpot()) {
            boolean rising = trigger.price().compareTo(last) > 0;
            return terms.with(
                    new Trigger(trigger.price(), rising ? Trigger.Direction.RISING : Trigger.Direction.FALLING));
        }
        if (trigger.firesAt(last)) {
            boolean rising = trigger.direction() == Trigger.Direction.RISING;
            throw (rising ? RetCode.TRIGGER_NOT_RISING : RetCode.TRIGGER_NOT_FALLING).refusal();
        }
        return terms;
    }

    private static void checkOpenOrders(Member member, OrderTerms terms) {
        Instrument instrument = terms.instrument();
        AccountOrders orders = member.orders();
        boolean conditional = terms.trigger().isPresent();
        OrderStatus kind = conditional ? OrderStatus.UNTRIGGERED : OrderStatus.NEW;
        long alike = orders.countOpen(instrument.id(), kind);
        if (instrument.category().isSpot()) {
            boolean tooMany = orders.countOpen(Category.SPOT) >= SPOT_OPEN_MAX
                    || (conditional && alike >= SPOT_CONDITIONAL_PER_SYMBOL_MAX);
            if (tooMany) {
                throw RetCode.SPOT_TOO_MANY_ORDERS.refusal();
            }
        } else if (conditional && alike >= CONDITIONAL_PER_SYMBOL_MAX) {
            throw RetCode.TOO_MANY_CONDITIONAL.refusal();
        } else if (!conditional && alike >= ACTIVE_PER_SYMBOL_MAX) {
            throw RetCode.TOO_MANY_ORDERS.refusal();
        }
    }
}
