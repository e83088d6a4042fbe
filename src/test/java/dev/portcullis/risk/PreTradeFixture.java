package dev.portcullis.risk;

import dev.portcullis.bybit.MarketPrice;
import dev.portcullis.bybit.OrderBody;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Rejection.RiskLimit;
import dev.portcullis.model.Symbol;
import dev.portcullis.model.TradingRules;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules of a small desk whose time and prices a test sets. */
class PreTradeFixture {
    static final ClientId BOT1 = new ClientId("bot1");
    static final ClientId BOT2 = new ClientId("bot2");
    static final AccountId ALPHA = new AccountId("alpha");
    static final EnvironmentId TESTNET = new EnvironmentId("testnet");
    static final Symbol BTC = new Symbol("BTCUSDT");

    private final Map<String, TradingRules> ofGrants = new HashMap<>();
    private TradingRules ofAccount = TradingRules.NONE;
    long nanos;
    Instant wall = Instant.parse("2026-11-25T12:00:00Z");
    Optional<MarketPrice> market = Optional.empty();
    int pricesAsked;
    final Instruments instruments = new Instruments(() -> nanos);
    final PreTradeCheck check = new PreTradeCheck(
            (client, account) ->
                    new DeskRules.Applied(ofGrants.getOrDefault(client.text(), TradingRules.NONE), ofAccount),
            instruments,
            new MarketPrices(this::price, () -> nanos),
            () -> wall,
            () -> nanos);

    private Future<Optional<MarketPrice>> price(MarketPrices.Wanted wanted) {
        pricesAsked++;
        return market.isPresent() ? Future.succeededFuture(market) : Future.failedFuture("no price");
    }

    void grantRules(String... set) {
        ofGrants.put("bot1", TradingRules.NONE.with(List.of(set), List.of()));
    }

    void accountRules(String... set) {
        ofAccount = TradingRules.NONE.with(List.of(set), List.of());
    }

    void marketAt(String last, String mark) {
        market = Optional.of(new MarketPrice(new BigDecimal(last), mark == null ? null : new BigDecimal(mark)));
    }

    void pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
    }

    PreTrade.Verdict create(String json) {
        return check(BOT1, EndpointKind.CREATE, json);
    }

    PreTrade.Verdict amend(String json) {
        return check(BOT1, EndpointKind.AMEND, json);
    }

    PreTrade.Verdict check(ClientId client, EndpointKind kind, String json) {
        PreTrade.Asked asked =
                new PreTrade.Asked(client, ALPHA, TESTNET, kind, OrderBody.read(kind, Buffer.buffer(json)));
        check.prepared(asked);
        return check.check(asked);
    }

    static PreTrade.Hold hold(PreTrade.Verdict verdict) {
        return ((PreTrade.Verdict.Passed) verdict).holds().get(0);
    }

    static boolean passed(PreTrade.Verdict verdict) {
        return verdict instanceof PreTrade.Verdict.Passed;
    }

    static RiskLimit refusal(PreTrade.Verdict verdict) {
        return ((PreTrade.Verdict.Refused) verdict).why();
    }

    /** A limit order to buy linear BTCUSDT; {@code more} are further members, such as {@code ,"reduceOnly":true}. */
    static String limit(String link, String qty, String price, String more) {
        return order(Category.LINEAR, link, "Buy", "Limit", qty, ",\"price\":\"" + price + "\"" + more);
    }

    static String limit(String link, String qty, String price) {
        return limit(link, qty, price, "");
    }

    static String market(String link, String qty) {
        return order(Category.LINEAR, link, "Buy", "Market", qty, "");
    }

    static String order(Category category, String link, String side, String type, String qty, String more) {
        return "{\"category\":\"" + category.wire() + "\",\"symbol\":\"BTCUSDT\",\"side\":\"" + side
                + "\",\"orderType\":\"" + type + "\",\"qty\":\"" + qty + "\",\"orderLinkId\":\"" + link + "\"" + more
                + "}";
    }

    static String amended(String link, String more) {
        return "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"" + link + "\"" + more + "}";
    }
}
