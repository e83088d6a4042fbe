package dev.portcullis.sandbox.venue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.order.Closing;
import dev.portcullis.sandbox.order.Fill;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.order.OrderIdentity;
import dev.portcullis.sandbox.order.OrderStatus;
import dev.portcullis.sandbox.order.OrderTerms;
import dev.portcullis.sandbox.order.Pricing;
import dev.portcullis.sandbox.order.Sizing;
import dev.portcullis.sandbox.portfolio.Execution;
import dev.portcullis.sandbox.portfolio.Fees;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.Moment;
import dev.portcullis.sandbox.wire.ServerClock;
import dev.portcullis.sandbox.wire.Side;
import dev.portcullis.sandbox.wire.TimeInForce;
import java.math.BigDecimal;
import java.util.Optional;

/** Gives an account a long past of executions, so that reads have many pages; coins and positions stay as they are. */
final class SeededExecutions {
    private final OrderIds ids;
    private final OrderDesk desk;
    private final Market market;
    private final ServerClock clock;

    SeededExecutions(OrderIds ids, OrderDesk desk, Market market, ServerClock clock) {
        this.ids = ids;
        this.desk = desk;
        this.market = market;
        this.clock = clock;
    }

    void add(Member member, Instrument instrument, int count) {
        Moment moment = clock.moment();
        Order order = order(member, instrument, count, moment);
        Fill fill = fill(instrument);
        for (int number = 0; number < count; number++) {
            long timeMillis = moment.millis() - (count - 1 - number);
            member.portfolio()
                    .executions()
                    .add(new Execution(
                            ids.uuid(), desk.nextExecution(), order.now(), fill, BigDecimal.ZERO, timeMillis));
        }
    }

    private Order order(Member member, Instrument instrument, int count, Moment moment) {
        long sequence = ids.nextSequence();
        BigDecimal qty = instrument.lots().minQty().multiply(BigDecimal.valueOf(count));
        ObjectNode nothingSent = Json.object();
        OrderTerms terms = new OrderTerms(
                instrument,
                Side.BUY,
                new Pricing(Pricing.Kind.LIMIT, market.reference(instrument), TimeInForce.GTC),
                new Sizing(Sizing.Unit.BASE, qty),
                Closing.NONE,
                Optional.empty(),
                nothingSent);
        OrderIdentity identity = new OrderIdentity(
                ids.orderId(instrument.category(), sequence), "", member.uid(), sequence, moment.millis());
        return new Order(identity, terms, OrderStatus.FILLED, moment.nanos());
    }

    private Fill fill(Instrument instrument) {
        BigDecimal price = market.reference(instrument);
        BigDecimal qty = instrument.lots().minQty();
        BigDecimal value = instrument.value(price, qty);
        BigDecimal rate = Fees.rate(instrument.category(), Fill.Liquidity.MAKER);
        return new Fill(price, qty, value, Fill.Liquidity.MAKER, value.multiply(rate), instrument.valueCoin(), rate);
    }
}
