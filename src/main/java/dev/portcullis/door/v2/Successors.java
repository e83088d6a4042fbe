package dev.portcullis.door.v2;

import dev.portcullis.model.Rejection;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of endpoints of the old API that this door does not serve which one of v5 took their place. */
final class Successors {
    private static final String NEVER = "moves money or manages keys, which this gate never does";
    private static final String CREATE_CONDITIONAL =
            "POST /v5/order/create with triggerPrice, triggerDirection and triggerBy";

    private static final List<String> ROOTS =
            List.of("/v2/private/", "/private/linear/", "/futures/private/", "/v2/public/", "/public/linear/");

    /** By what stands behind the root, in the spelling of either half. */
    private static final Map<String, String> BY_TAIL = Map.ofEntries(
            Map.entry("stop-order/create", CREATE_CONDITIONAL),
            Map.entry("stop-order/cancel", "POST /v5/order/cancel"),
            Map.entry("stop-order/cancelAll", "POST /v5/order/cancel-all with orderFilter StopOrder"),
            Map.entry("stop-order/cancel-all", "POST /v5/order/cancel-all with orderFilter StopOrder"),
            Map.entry("stop-order/replace", "POST /v5/order/amend"),
            Map.entry("stop-order/list", "GET /v5/order/history with orderFilter StopOrder"),
            Map.entry("stop-order/search", "GET /v5/order/realtime with orderFilter StopOrder"),
            Map.entry("stop-order", "GET /v5/order/realtime with orderFilter StopOrder"),
            Map.entry("position/leverage/save", "POST /v5/position/set-leverage"),
            Map.entry("position/set-leverage", "POST /v5/position/set-leverage"),
            Map.entry("position/change-position-margin", "POST /v5/position/add-margin"),
            Map.entry("position/add-margin", "POST /v5/position/add-margin"),
            Map.entry("position/set-auto-add-margin", "POST /v5/position/set-auto-add-margin"),
            Map.entry("position/trading-stop", "POST /v5/position/trading-stop"),
            Map.entry("tpsl/switch-mode", "POST /v5/position/trading-stop with tpslMode"),
            Map.entry("position/switch-isolated", "POST /v5/account/set-margin-mode, for the whole account"),
            Map.entry("position/switch-mode", "POST /v5/position/switch-mode"),
            Map.entry("position/fee-rate", "GET /v5/account/fee-rate"),
            Map.entry("position/risk-limit", "none: Bybit sets risk limits by itself now"),
            Map.entry("position/set-risk", "none: Bybit sets risk limits by itself now"),
            Map.entry("execution/list", "GET /v5/execution/list"),
            Map.entry("trade/execution/list", "GET /v5/execution/list"),
            Map.entry("trade/closed-pnl/list", "GET /v5/position/closed-pnl"),
            Map.entry("funding/prev-funding", "GET /v5/account/transaction-log with type SETTLEMENT"),
            Map.entry("funding/predicted-funding", "GET /v5/market/tickers, its fundingRate"),
            Map.entry("funding/prev-funding-rate", "GET /v5/market/funding/history"),
            Map.entry("wallet/fund/records", "GET /v5/account/transaction-log"),
            Map.entry("account/api-key", "GET /v5/user/query-api"),
            Map.entry("symbols", "GET /v5/market/instruments-info"),
            Map.entry("tickers", "GET /v5/market/tickers"),
            Map.entry("orderBook/L2", "GET /v5/market/orderbook"),
            Map.entry("kline/list", "GET /v5/market/kline"),
            Map.entry("kline", "GET /v5/market/kline"),
            Map.entry("mark-price-kline", "GET /v5/market/mark-price-kline"),
            Map.entry("index-price-kline", "GET /v5/market/index-price-kline"),
            Map.entry("premium-index-kline", "GET /v5/market/premium-index-price-kline"),
            Map.entry("premium-index-price-kline", "GET /v5/market/premium-index-price-kline"),
            Map.entry("trading-records", "GET /v5/market/recent-trade"),
            Map.entry("recent-trading-records", "GET /v5/market/recent-trade"),
            Map.entry("open-interest", "GET /v5/market/open-interest"),
            Map.entry("account-ratio", "GET /v5/market/account-ratio"),
            Map.entry("risk-limit", "GET /v5/market/risk-limit"),
            Map.entry("risk-limit/list", "GET /v5/market/risk-limit"),
            Map.entry("announcement", "GET /v5/announcements/index"),
            Map.entry("order/create", "POST /v2/private/order/create, here"),
            Map.entry("order/cancel", "POST /v2/private/order/cancel, here"),
            Map.entry("order/cancelAll", "POST /v2/private/order/cancelAll, here"),
            Map.entry("order/replace", "POST /v2/private/order/replace, here"),
            Map.entry("order/list", "GET /v2/private/order/list, here"),
            Map.entry("order", "GET /v2/private/order, here"),
            Map.entry("position/list", "GET /v2/private/position/list, here"),
            Map.entry("wallet/balance", "GET /v2/private/wallet/balance, here"));

    /** What begins so behind its root is not served in any shape. */
    private static final List<String> NEVER_TAILS =
            List.of("wallet/withdraw", "exchange-order", "account/lcp", "withdraw", "transfer", "asset", "api-key");

    private Successors() {}

    /** Every successor that is an endpoint of v5, as {@code METHOD path}. */
    static List<String> endpointsOfV5() {
        return BY_TAIL.values().stream()
                .filter(successor -> successor.contains(" /v5/"))
                .map(successor -> successor.replaceFirst("(,| with).*", ""))
                .toList();
    }

    /** Why it is not served, and what is instead. */
    static Rejection.EndpointDenied of(HttpMethod method, String bybitPath) {
        return new Rejection.EndpointDenied(
                method + " " + bybitPath + " of Bybit's old API is not served by this gate: " + why(bybitPath));
    }

    private static String why(String bybitPath) {
        Optional<String> tail = ROOTS.stream()
                .filter(bybitPath::startsWith)
                .findFirst()
                .map(root -> bybitPath.substring(root.length()));
        Optional<String> successor = tail.map(BY_TAIL::get);
        if (successor.isPresent()) {
            return "its successor is " + successor.get();
        }
        return tail.stream().anyMatch(text -> NEVER_TAILS.stream().anyMatch(text::startsWith))
                ? "it " + NEVER
                : "the gate knows no successor of it in v5; docs/v2.md lists what is served";
    }
}
