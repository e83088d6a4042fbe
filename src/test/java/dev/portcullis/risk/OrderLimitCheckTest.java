package dev.portcullis.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Fingerprint;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import dev.portcullis.model.WriteBody;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderLimitCheckTest {
    private static final ClientId BOT1 = new ClientId("bot1");
    private static final AccountId ALPHA = new AccountId("alpha");
    private static final Symbol BTC = new Symbol("BTCUSDT");

    private final Map<String, OrderLimits> limits = new HashMap<>();
    private final OrderLimitCheck check =
            new OrderLimitCheck((client, account) -> limits.getOrDefault(client + " " + account, OrderLimits.NONE));

    @Test
    void withoutALimitEverythingPasses() {
        assertThat(create(Category.LINEAR, order("Limit", "99999999", "99999999")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"2, true", "2.0, true", "2.000000000000000001, false", "5, false"})
    void anOrderOfAtMostTheMaximumPasses(String qty, boolean passes) {
        limit(new OrderSize(new BigDecimal("2"), null));

        assertThat(create(Category.LINEAR, order("Limit", qty, "1")) == null).isEqualTo(passes);
    }

    @Test
    void theRefusalNamesFieldValueMaximumAndWhom() {
        limit(new OrderSize(new BigDecimal("2"), null));

        Rejection.RiskLimit no = create(Category.LINEAR, order("Limit", "5", "1"));

        assertThat(no.detail()).isEqualTo("/qty: 5 exceeds 2, for bot1 on alpha");
        assertThat(no.errors()).containsExactly(new Rejection.FieldError("/qty", "5 exceeds 2"));
    }

    @Test
    void aLimitOfOneGrantBindsNoOther() {
        limits.put("bot2 alpha", new OrderLimits(new OrderSize(BigDecimal.ONE, null), Map.of(), OptionalInt.empty()));

        assertThat(create(Category.LINEAR, order("Limit", "5", "1"))).isNull();
    }

    @Test
    void aSymbolMayHaveALimitOfItsOwn() {
        OrderSize small = new OrderSize(BigDecimal.ONE, null);
        OrderSize big = new OrderSize(BigDecimal.TEN, null);
        limits.put("bot1 alpha", new OrderLimits(small, Map.of(BTC, big), OptionalInt.empty()));

        assertThat(create(Category.LINEAR, order("Limit", "10", "1"))).isNull();
        assertThat(create(Category.LINEAR, order("Limit", "11", "1"))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 2, 500, true",
        "LINEAR, 2, 500.01, false",
        "SPOT, 0.5, 2001, false",
        "INVERSE, 1000, 1, true",
        "INVERSE, 1001, 0.5, false"
    })
    void notionalIsQtyTimesPriceAndForInverseTheQty(Category category, String qty, String price, boolean passes) {
        limit(new OrderSize(null, new BigDecimal("1000")));

        assertThat(create(category, order("Limit", qty, price)) == null).isEqualTo(passes);
    }

    @Test
    void aMarketOrderCannotBeHeldAgainstANotional() {
        limit(new OrderSize(null, new BigDecimal("1000")));

        assertThat(create(Category.LINEAR, order("Market", "1", null)).detail())
                .contains("a market order has no price");
        assertThat(create(Category.INVERSE, order("Market", "1000", null))).isNull();
        assertThat(create(Category.LINEAR, order("Market", "1", "1")).detail())
                .as("Bybit ignores the price of a market order")
                .contains("/price");
    }

    @Test
    void aSpotMarketBuyCannotBeHeldAgainstAQty() {
        limit(new OrderSize(new BigDecimal("1000"), null));

        assertThat(create(Category.SPOT, order("Market", "1", null)).detail()).contains("send a limit order");
        assertThat(create(Category.LINEAR, order("Market", "1", null))).isNull();
    }

    @Test
    void anOrderThatOnlyReducesPassesButOnSpot() {
        limit(new OrderSize(BigDecimal.ONE, BigDecimal.ONE));
        OrderFacts reducing = order("Market", "500", null, true);

        assertThat(create(Category.LINEAR, reducing)).isNull();
        assertThat(create(Category.SPOT, reducing)).isNotNull();
    }

    @Test
    void anAmendIsHeldAgainstWhatItSays() {
        limit(new OrderSize(new BigDecimal("2"), null));

        assertThat(refusal(EndpointKind.AMEND, Category.LINEAR, amend("3", null)))
                .isNotNull();
        assertThat(refusal(EndpointKind.AMEND, Category.LINEAR, amend(null, "7")))
                .isNull();

        limit(new OrderSize(null, new BigDecimal("1000")));
        assertThat(refusal(EndpointKind.AMEND, Category.LINEAR, amend(null, "7"))
                        .detail())
                .contains("price and qty must both be given");
        assertThat(refusal(EndpointKind.AMEND, Category.LINEAR, amend("100", "10")))
                .isNull();
        assertThat(refusal(EndpointKind.AMEND, Category.LINEAR, amend(null, null)))
                .as("a new stop loss changes no notional")
                .isNull();
    }

    @Test
    void aCancelAlwaysPasses() {
        limits.put("bot1 alpha", new OrderLimits(new OrderSize(BigDecimal.ONE, null), Map.of(), OptionalInt.of(1)));
        assertThat(create(Category.LINEAR, order("Limit", "1", "1"))).isNull();

        assertThat(refusal(EndpointKind.CANCEL, Category.LINEAR, order("Limit", "9", "9")))
                .isNull();
    }

    @Test
    void everyWrongOrderOfABatchIsNamed() {
        limit(new OrderSize(BigDecimal.ONE, null));

        Rejection.RiskLimit no = refusal(
                EndpointKind.CREATE_BATCH,
                Category.LINEAR,
                order("Limit", "2", "1"),
                order("Limit", "1", "1"),
                order("Limit", "3", "1"));

        assertThat(no.errors())
                .extracting(Rejection.FieldError::pointer)
                .containsExactly("/request/0/qty", "/request/2/qty");
        assertThat(no.detail()).endsWith("; 1 more");
    }

    @Test
    void createsWithoutACertainOutcomeAreBounded() {
        limits.put("bot1 alpha", new OrderLimits(OrderSize.ANY, Map.of(), OptionalInt.of(3)));
        PreTrade.Verdict two = check(EndpointKind.CREATE_BATCH, order("Limit", "1", "1"), order("Limit", "1", "1"));
        PreTrade.Verdict one = check(EndpointKind.CREATE, order("Limit", "1", "1"));
        PreTrade.Verdict tooMany = check(EndpointKind.CREATE, order("Limit", "1", "1"));

        assertThat(two.refusal()).isEmpty();
        assertThat(one.refusal()).isEmpty();
        assertThat(tooMany.refusal().orElseThrow().detail()).startsWith("3 orders have no certain outcome yet");

        one.reservation().settle();
        one.reservation().settle();
        tooMany.reservation().settle();
        assertThat(check(EndpointKind.CREATE_BATCH, order("Limit", "1", "1"), order("Limit", "1", "1"))
                        .refusal())
                .as("settling twice frees one, not two")
                .isPresent();
        assertThat(check(EndpointKind.CREATE, order("Limit", "1", "1")).refusal())
                .isEmpty();
    }

    @Test
    void ofManyAtOnceExactlyTheMaximumPasses() throws Exception {
        limits.put("bot1 alpha", new OrderLimits(OrderSize.ANY, Map.of(), OptionalInt.of(37)));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<PreTrade.Verdict>> orders = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                orders.add(() -> check(EndpointKind.CREATE, order("Limit", "1", "1")));
            }
            int passed = 0;
            for (Future<PreTrade.Verdict> verdict : threads.invokeAll(orders)) {
                passed += verdict.get().refusal().isEmpty() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(37);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aMaximumOfNothingIsRefusedWithTheWordThatIsMeant() {
        assertThatThrownBy(() -> new OrderSize(BigDecimal.ZERO, null))
                .hasMessage("qtyMax 0 is not above 0; to stop all orders, halt the client, account or symbol");
        assertThatThrownBy(() -> new OrderLimits(OrderSize.ANY, Map.of(), OptionalInt.of(0)))
                .hasMessage("unsettledMax 0 is not at least 1; to stop all orders, halt");
    }

    private void limit(OrderSize size) {
        limits.put("bot1 alpha", new OrderLimits(size, Map.of(), OptionalInt.empty()));
    }

    private Rejection.RiskLimit create(Category category, OrderFacts order) {
        return refusal(EndpointKind.CREATE, category, order);
    }

    private Rejection.RiskLimit refusal(EndpointKind kind, Category category, OrderFacts... orders) {
        WriteBody body = new WriteBody(Buffer.buffer("{}"), category, List.of(orders));
        return check.check(BOT1, ALPHA, kind, body).refusal().orElse(null);
    }

    private PreTrade.Verdict check(EndpointKind kind, OrderFacts... orders) {
        return check.check(BOT1, ALPHA, kind, new WriteBody(Buffer.buffer("{}"), Category.LINEAR, List.of(orders)));
    }

    private static OrderFacts order(String type, String qty, String price) {
        return order(type, qty, price, false);
    }

    private static OrderFacts order(String type, String qty, String price, boolean reduceOnly) {
        CreateTerms terms = new CreateTerms(type, reduceOnly, new Fingerprint("00"), OrderNames.NONE);
        return new OrderFacts(BTC, null, null, Side.BUY, new Decimal(qty), decimal(price), terms);
    }

    private static OrderFacts amend(String qty, String price) {
        return new OrderFacts(BTC, null, null, null, decimal(qty), decimal(price), null);
    }

    private static Decimal decimal(String text) {
        return text == null ? null : new Decimal(text);
    }
}
