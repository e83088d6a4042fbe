package dev.portcullis.sandbox.venue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.InstrumentPage;
import dev.portcullis.bybit.MarketPrice;
import dev.portcullis.bybit.OrderBody;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.TradingRuleName;
import dev.portcullis.risk.DeskRules;
import dev.portcullis.risk.Instruments;
import dev.portcullis.risk.MarketPrices;
import dev.portcullis.risk.PreTrade;
import dev.portcullis.risk.PreTradeCheck;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.order.Closing;
import dev.portcullis.sandbox.order.OrderTerms;
import dev.portcullis.sandbox.order.Pricing;
import dev.portcullis.sandbox.order.Sizing;
import dev.portcullis.sandbox.portfolio.Prices;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.Refusal;
import dev.portcullis.sandbox.wire.Side;
import dev.portcullis.sandbox.wire.TimeInForce;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the gate's local check of random orders against the simulator's own, which knows the filters from another hand:
 * what the filters refuse is refused locally, and nothing that they accept.
 */
@Tag("once")
final class InstrumentFiltersTest {
    private static final EnvironmentId SANDBOX = new EnvironmentId("sandbox");
    private static final int SPOT_ABOVE_BAND = 170193;
    private static final int SPOT_BELOW_BAND = 170194;

    private final List<Instrument> instruments = dev.portcullis.sandbox.instrument.Instruments.load().all().stream()
            .limit(30)
            .toList();
    private final Map<TradingRuleName, Integer> refusedBy = new EnumMap<>(TradingRuleName.class);
    private final List<String> differences = new ArrayList<>();
    private int accepted;
    private int leftToBybit;

    private final OrderRules oracle = new OrderRules(new Prices() {
        @Override
        public BigDecimal reference(Instrument instrument) {
            return instrument.openingPrice();
        }

        @Override
        public BigDecimal usd(String coin) {
            return BigDecimal.ONE;
        }
    });

    @Test
    void whatTheFiltersRefuseIsRefusedAndNothingThatTheyAccept() {
        compare(20_261_125, 5_000);
    }

    @Tag("long")
    @Test
    void theSameOfAHundredThousandOrders() {
        compare(7, 100_000);
    }

    private void compare(long seed, int orders) {
        PreTrade gate = gate();
        Random random = new Random(seed);
        for (int i = 0; i < orders; i++) {
            compare(gate, new RandomOrder(random, instruments.get(random.nextInt(instruments.size()))));
        }
        assertThat(differences).isEmpty();
        assertThat(accepted).isGreaterThan(orders / 10);
        assertThat(leftToBybit).as("what only the market decides").isLessThan(orders / 5);
        for (TradingRuleName filter : TradingRuleName.values()) {
            if (filter.isOfInstrument()) {
                assertThat(refusedBy.getOrDefault(filter, 0))
                        .as("refused by " + filter)
                        .isGreaterThan(orders / 200);
            }
        }
    }

    private void compare(PreTrade gate, RandomOrder order) {
        Optional<Refusal> bybit = verdict(order);
        PreTrade.Verdict local = order.at(gate);
        if (local instanceof PreTrade.Verdict.Refused refused) {
            refusedBy.merge(refused.why().rule().name(), 1, Integer::sum);
            if (bybit.isEmpty()) {
                differences.add("refused here alone: " + order.body + " "
                        + refused.why().detail());
            }
        } else if (bybit.isEmpty()) {
            accepted++;
        } else if (order.isDecidedByTheMarket(bybit.get())) {
            leftToBybit++;
        } else {
            differences.add(
                    "refused there alone: " + order.body + " " + bybit.get().text());
        }
    }

    private Optional<Refusal> verdict(RandomOrder order) {
        try {
            oracle.check(order.terms());
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
    }

    private PreTrade gate() {
        Instruments known = new Instruments(() -> 0);
        for (Category category : Category.values()) {
            ObjectNode answer = Json.object().put("retCode", 0).put("retMsg", "OK");
            ObjectNode result = answer.putObject("result");
            instruments.stream()
                    .filter(instrument -> instrument.category() == category)
                    .forEach(instrument -> result.withArrayProperty("list").add(instrument.listing()));
            dev.portcullis.model.Category here =
                    dev.portcullis.model.Category.ofWire(category.word()).orElseThrow();
            known.read(
                    SANDBOX,
                    here,
                    InstrumentPage.read(here, Buffer.buffer(Json.bytes(answer))).instruments());
        }
        return new PreTradeCheck(
                DeskRules.NONE, known, new MarketPrices(this::price, () -> 0), Clock.systemUTC(), () -> 0);
    }

    private Future<Optional<MarketPrice>> price(MarketPrices.Wanted wanted) {
        return Future.succeededFuture(instruments.stream()
                .filter(one -> one.category().word().equals(wanted.category().wire())
                        && one.symbol().equals(wanted.symbol().text()))
                .findFirst()
                .map(one -> new MarketPrice(one.openingPrice(), one.openingPrice())));
    }

    /** An order whose price and size lie on and off the grid, inside and outside of every bound. */
    private static final class RandomOrder {
        private final Instrument instrument;
        private final Side side;
        private final boolean isMarket;
        private final boolean isAmount;
        private final BigDecimal price;
        private final BigDecimal qty;
        private final String body;

        RandomOrder(Random random, Instrument instrument) {
            this.instrument = instrument;
            this.side = random.nextBoolean() ? Side.BUY : Side.SELL;
            this.isMarket = random.nextInt(4) == 0;
            String unit = unit(random);
            this.isAmount = isMarket
                    && instrument.category().isSpot()
                    && (unit.equals("quoteCoin") || (unit.isEmpty() && side == Side.BUY));
            this.price = price(random);
            this.qty = isAmount ? amount(random) : qty(random);
            this.body = body(unit);
        }

        private String unit(Random random) {
            return instrument.category().isSpot() && isMarket
                    ? List.of("", "baseCoin", "quoteCoin").get(random.nextInt(3))
                    : "";
        }

        private BigDecimal price(Random random) {
            double factor =
                    random.nextInt(10) == 0 ? 0.02 + random.nextDouble() * 1.5 : 0.97 + random.nextDouble() * 0.06;
            BigDecimal tick = instrument.prices().tickSize();
            BigDecimal raw = instrument.openingPrice().multiply(BigDecimal.valueOf(factor));
            BigDecimal onTick =
                    raw.divide(tick, 0, RoundingMode.DOWN).multiply(tick).max(tick);
            return random.nextInt(4) == 0 ? onTick.add(tick.movePointLeft(1 + random.nextInt(3))) : onTick;
        }

        private BigDecimal qty(Random random) {
            BigDecimal step = instrument.lots().qtyStep();
            BigDecimal least = instrument.lots().minQty();
            BigDecimal most = isMarket
                    ? instrument.lots().maxMarketQty()
                    : instrument.lots().maxLimitQty();
            BigDecimal worthFive = instrument.category() == Category.INVERSE
                    ? least
                    : instrument.lots().minNotional().divide(instrument.openingPrice(), 18, RoundingMode.UP);
            BigDecimal around = switch (random.nextInt(6)) {
                case 0 -> least.subtract(step);
                case 1 -> least;
                case 2 -> most;
                case 3 -> most.add(step);
                case 4 -> worthFive;
                default -> worthFive.multiply(BigDecimal.valueOf(1 + random.nextInt(20)));
            };
            BigDecimal onStep =
                    around.divide(step, 0, RoundingMode.UP).multiply(step).max(BigDecimal.ZERO);
            return onStep.signum() > 0 && random.nextInt(5) == 0
                    ? onStep.subtract(step.movePointLeft(1 + random.nextInt(2)))
                    : onStep;
        }

        private BigDecimal amount(Random random) {
            BigDecimal fine = new BigDecimal(instrument
                    .listing()
                    .path("lotSizeFilter")
                    .path("quotePrecision")
                    .asText());
            BigDecimal amount = instrument.lots().minNotional().add(BigDecimal.valueOf(random.nextInt(9) - 4L));
            return random.nextInt(4) == 0
                    ? amount.max(BigDecimal.ONE).add(fine.movePointLeft(1))
                    : amount.max(BigDecimal.ONE);
        }

        private String body(String unit) {
            return "{\"category\":\"" + instrument.category().word() + "\",\"symbol\":\"" + instrument.symbol()
                    + "\",\"side\":\"" + side.word() + "\",\"orderType\":\"" + (isMarket ? "Market" : "Limit")
                    + "\",\"qty\":\"" + qty.toPlainString() + "\""
                    + (isMarket ? "" : ",\"price\":\"" + price.toPlainString() + "\"")
                    + (unit.isEmpty() ? "" : ",\"marketUnit\":\"" + unit + "\"") + ",\"orderLinkId\":\"x\"}";
        }

        OrderTerms terms() {
            return new OrderTerms(
                    instrument,
                    side,
                    new Pricing(
                            isMarket ? Pricing.Kind.MARKET : Pricing.Kind.LIMIT,
                            isMarket ? BigDecimal.ZERO : price,
                            TimeInForce.GTC),
                    new Sizing(isAmount ? Sizing.Unit.QUOTE : Sizing.Unit.BASE, qty),
                    Closing.NONE,
                    Optional.empty(),
                    Json.object());
        }

        PreTrade.Verdict at(PreTrade gate) {
            PreTrade.Asked asked = new PreTrade.Asked(
                    new ClientId("bot1"),
                    new AccountId("alpha"),
                    SANDBOX,
                    EndpointKind.CREATE,
                    OrderBody.read(EndpointKind.CREATE, Buffer.buffer(body)));
            gate.prepared(asked);
            return gate.check(asked);
        }

        /** Spot's price band, what a market order is worth, and what a moved futures price makes of an order. */
        boolean isDecidedByTheMarket(Refusal refusal) {
            if (refusal.code() == SPOT_ABOVE_BAND || refusal.code() == SPOT_BELOW_BAND) {
                return true;
            }
            boolean isOfValue = refusal.code() == 110094 || refusal.code() == 170140;
            return isOfValue
                    && (isMarket
                            ? !isAmount
                            : price.multiply(qty).compareTo(instrument.lots().minNotional()) >= 0);
        }
    }
}
