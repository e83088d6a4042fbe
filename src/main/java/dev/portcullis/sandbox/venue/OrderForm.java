package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.instrument.Instruments;
import dev.portcullis.sandbox.order.Closing;
import dev.portcullis.sandbox.order.OrderTerms;
import dev.portcullis.sandbox.order.Pricing;
import dev.portcullis.sandbox.order.Sizing;
import dev.portcullis.sandbox.order.Trigger;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.RetCode;
import dev.portcullis.sandbox.wire.Side;
import dev.portcullis.sandbox.wire.TimeInForce;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A create as it was sent, read into terms; the form is checked here, the rules of the instrument later
 * (docs:v5/order/create-order).
 *
 * @param orderLinkId empty when none was given
 * @param terms what was ordered
 */
record OrderForm(String orderLinkId, OrderTerms terms) {
    private static final Pattern LINK_ID = Pattern.compile("[0-9A-Za-z_-]{1,36}");
    private static final Set<String> TRIGGERED_SPOT_FILTERS = Set.of("StopOrder", "tpslOrder");

    static OrderForm read(Category category, Params params, Instruments instruments) {
        Instrument instrument = instruments.require(category, params.requiredText("symbol"));
        Side side =
                Side.of(params.requiredText("side")).orElseThrow(() -> Params.invalid("side", "must be Buy or Sell"));
        Pricing pricing = pricing(params);
        OrderTerms terms = new OrderTerms(
                instrument,
                side,
                pricing,
                sizing(category, side, pricing, params),
                closing(params),
                trigger(category, params),
                params.fields());
        return new OrderForm(linkId(category, params), terms);
    }

    private static String linkId(Category category, Params params) {
        String linkId = params.text("orderLinkId");
        if (linkId.isEmpty()) {
            if (category == Category.OPTION) {
                throw Params.missing("orderLinkId");
            }
            return linkId;
        }
        if (!LINK_ID.matcher(linkId).matches()) {
            throw Params.invalid("orderLinkId", "at most 36 of digits, letters, - and _");
        }
        return linkId;
    }

    private static Pricing pricing(Params params) {
        String orderType = params.requiredText("orderType");
        return switch (orderType) {
            case "Limit" -> new Pricing(Pricing.Kind.LIMIT, positive(params, "price"), timeInForce(params));
            case "Market" -> new Pricing(Pricing.Kind.MARKET, BigDecimal.ZERO, TimeInForce.IOC);
            default -> throw Params.invalid("orderType", "must be Limit or Market");
        };
    }

    private static TimeInForce timeInForce(Params params) {
        String word = params.text("timeInForce");
        if (word.isEmpty()) {
            return TimeInForce.GTC;
        }
        if (word.equals("RPI")) {
            throw RetCode.PARAMETER.refusal("params error: timeInForce invalid, RPI is for approved makers");
        }
        return TimeInForce.of(word)
                .orElseThrow(() -> Params.invalid("timeInForce", "must be one of GTC, IOC, FOK, PostOnly"));
    }

    private static Sizing sizing(Category category, Side side, Pricing pricing, Params params) {
        BigDecimal qty = params.requiredDecimal("qty");
        boolean closesAll = qty.signum() == 0 && params.flag("reduceOnly") && params.flag("closeOnTrigger");
        if (qty.signum() <= 0 && !closesAll) {
            throw Params.invalid("qty", "must be above 0");
        }
        return new Sizing(unit(category, side, pricing, params), qty);
    }

    /** Only a spot market buy counts in quote coin by default; marketUnit can say otherwise. */
    private static Sizing.Unit unit(Category category, Side side, Pricing pricing, Params params) {
        if (!category.isSpot() || !pricing.isMarket()) {
            return Sizing.Unit.BASE;
        }
        return switch (params.text("marketUnit")) {
            case "" -> side == Side.BUY ? Sizing.Unit.QUOTE : Sizing.Unit.BASE;
            case "baseCoin" -> Sizing.Unit.BASE;
            case "quoteCoin" -> Sizing.Unit.QUOTE;
            default -> throw Params.invalid("marketUnit", "must be baseCoin or quoteCoin");
        };
    }

    private static Closing closing(Params params) {
        return new Closing(
                params.whole("positionIdx", 0, 2, 0), params.flag("reduceOnly"), params.flag("closeOnTrigger"));
    }

    /** Spot's direction is decided against the price when the order is taken. */
    private static Optional<Trigger> trigger(Category category, Params params) {
        Optional<BigDecimal> price = params.decimal("triggerPrice");
        if (category.isSpot()) {
            boolean conditional = TRIGGERED_SPOT_FILTERS.contains(params.text("orderFilter"));
            return conditional
                    ? Optional.of(new Trigger(positive(params, "triggerPrice"), Trigger.Direction.RISING))
                    : Optional.empty();
        }
        return price.map(at -> new Trigger(at, direction(params)));
    }

    private static Trigger.Direction direction(Params params) {
        int number = params.whole("triggerDirection", 0, 2, 0);
        return switch (number) {
            case 1 -> Trigger.Direction.RISING;
            case 2 -> Trigger.Direction.FALLING;
            default -> throw Params.invalid("triggerDirection", "must be 1 or 2 with a triggerPrice");
        };
    }

    private static BigDecimal positive(Params params, String name) {
        BigDecimal figure = params.requiredDecimal(name);
        if (figure.signum() <= 0) {
            throw Params.invalid(name, "must be above 0");
        }
        return figure;
    }
}
