package dev.portcullis.bybit;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Scope;
import dev.portcullis.model.Verb;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every endpoint that the gate serves, by exact method and raw path; whatever is not here is denied. No endpoint that
 * moves money or positions, makes debt or manages keys is in it (docs:v5, snapshot of July 2026).
 */
public final class EndpointTable {
    /** Places one order (docs:v5/order/create-order). */
    public static final EndpointId ORDER_CREATE = post("/v5/order/create");

    /** Changes one order (docs:v5/order/amend-order). */
    public static final EndpointId ORDER_AMEND = post("/v5/order/amend");

    /** Cancels one order (docs:v5/order/cancel-order). */
    public static final EndpointId ORDER_CANCEL = post("/v5/order/cancel");

    /** Cancels all orders of a symbol, coin or category (docs:v5/order/cancel-all). */
    public static final EndpointId ORDER_CANCEL_ALL = post("/v5/order/cancel-all");

    /** Places several orders (docs:v5/order/batch-place). */
    public static final EndpointId ORDER_CREATE_BATCH = post("/v5/order/create-batch");

    /** Changes several orders (docs:v5/order/batch-amend). */
    public static final EndpointId ORDER_AMEND_BATCH = post("/v5/order/amend-batch");

    /** Cancels several orders (docs:v5/order/batch-cancel). */
    public static final EndpointId ORDER_CANCEL_BATCH = post("/v5/order/cancel-batch");

    /** Says what an order would cost, without placing it (docs:v5/order/pre-check-order). */
    public static final EndpointId ORDER_PRE_CHECK = post("/v5/order/pre-check");

    /** Open orders, and recently closed ones when asked by id (docs:v5/order/open-order). */
    public static final EndpointId ORDER_REALTIME = get("/v5/order/realtime");

    /** Orders of up to two years (docs:v5/order/order-list). */
    public static final EndpointId ORDER_HISTORY = get("/v5/order/history");

    /** Fills (docs:v5/order/execution). */
    public static final EndpointId EXECUTION_LIST = get("/v5/execution/list");

    /** Positions (docs:v5/position). */
    public static final EndpointId POSITION_LIST = get("/v5/position/list");

    /** Equity, balances and margins (docs:v5/account/wallet-balance). */
    public static final EndpointId WALLET_BALANCE = get("/v5/account/wallet-balance");

    /** What trades cost (docs:v5/account/fee-rate). */
    public static final EndpointId FEE_RATE = get("/v5/account/fee-rate");

    /** The rights, bound addresses and expiry of the key that signs the call (docs:v5/user/apikey-info). */
    public static final EndpointId QUERY_API = get("/v5/user/query-api");

    /** The exchange's time (docs:v5/market/time). */
    public static final EndpointId SERVER_TIME = get("/v5/market/time");

    /** What may be traded, with tick and lot sizes (docs:v5/market/instrument). */
    public static final EndpointId INSTRUMENTS_INFO = get("/v5/market/instruments-info");

    /** What symbols cost now (docs:v5/market/tickers). */
    public static final EndpointId TICKERS = get("/v5/market/tickers");

    private static final List<String> PUBLIC_READS = List.of(
            "/v5/market/account-ratio",
            "/v5/market/adlAlert",
            "/v5/market/delivery-price",
            "/v5/market/fee-group-info",
            "/v5/market/full_orderbook",
            "/v5/market/funding/history",
            "/v5/market/historical-volatility",
            "/v5/market/index-price-components",
            "/v5/market/index-price-kline",
            "/v5/market/instruments-info",
            "/v5/market/insurance",
            "/v5/market/kline",
            "/v5/market/mark-price-kline",
            "/v5/market/new-delivery-price",
            "/v5/market/open-interest",
            "/v5/market/orderbook",
            "/v5/market/premium-index-price-kline",
            "/v5/market/price-limit",
            "/v5/market/recent-trade",
            "/v5/market/risk-limit",
            "/v5/market/rpi_orderbook",
            "/v5/market/tickers",
            "/v5/market/time",
            "/v5/announcements/index",
            "/v5/system/status",
            "/v5/spread/instrument",
            "/v5/spread/orderbook",
            "/v5/spread/tickers",
            "/v5/spread/recent-trade");

    private static final List<String> READS = List.of(
            "/v5/order/realtime",
            "/v5/order/history",
            "/v5/order/spot-borrow-check",
            "/v5/execution/list",
            "/v5/position/list",
            "/v5/position/closed-pnl",
            "/v5/position/get-closed-positions",
            "/v5/position/symbol-info",
            "/v5/account/wallet-balance",
            "/v5/account/info",
            "/v5/account/fee-rate",
            "/v5/account/instruments-info",
            "/v5/account/transaction-log",
            "/v5/account/collateral-info",
            "/v5/account/query-dcp-info",
            "/v5/account/smp-group",
            "/v5/account/user-setting-config",
            "/v5/user/query-api",
            "/v5/apilimit/query",
            "/v5/asset/coin/query-info");

    private static final List<String> CONFIGURATION = List.of(
            "/v5/position/set-leverage",
            "/v5/position/switch-mode",
            "/v5/position/trading-stop",
            "/v5/position/set-auto-add-margin",
            "/v5/position/add-margin",
            "/v5/position/confirm-pending-mmr",
            "/v5/account/set-margin-mode",
            "/v5/account/set-limit-px-action",
            "/v5/account/set-hedging-mode",
            "/v5/account/set-collateral-switch",
            "/v5/account/set-collateral-switch-batch",
            "/v5/account/mmp-modify",
            "/v5/account/mmp-reset",
            "/v5/order/disconnected-cancel-all",
            "/v5/spot-margin-trade/switch-mode",
            "/v5/spot-margin-trade/set-leverage");

    private static final List<Endpoint> ORDERS = List.of(
            order(ORDER_CREATE, EndpointKind.CREATE, Scope.TRADE),
            order(ORDER_AMEND, EndpointKind.AMEND, Scope.TRADE),
            order(ORDER_CANCEL, EndpointKind.CANCEL, Scope.CANCEL),
            order(ORDER_CANCEL_ALL, EndpointKind.CANCEL_ALL, Scope.CANCEL),
            order(ORDER_CREATE_BATCH, EndpointKind.CREATE_BATCH, Scope.TRADE),
            order(ORDER_AMEND_BATCH, EndpointKind.AMEND_BATCH, Scope.TRADE),
            order(ORDER_CANCEL_BATCH, EndpointKind.CANCEL_BATCH, Scope.CANCEL),
            order(ORDER_PRE_CHECK, EndpointKind.PRE_CHECK, Scope.TRADE));

    private static final Map<EndpointId, Endpoint> BY_ID = rows().collect(toUnmodifiableMap(Endpoint::id, identity()));

    private EndpointTable() {}

    /**
     * The endpoint with exactly this method and path.
     *
     * @param rawPath the path as received, not decoded and not normalized, without the query
     * @return empty when the gate denies it
     */
    public static Optional<Endpoint> find(Verb verb, String rawPath) {
        return Optional.ofNullable(BY_ID.get(new EndpointId(verb, rawPath)));
    }

    /**
     * The endpoint of that id.
     *
     * @throws IllegalArgumentException when it is not in the table
     */
    public static Endpoint of(EndpointId id) {
        Endpoint endpoint = BY_ID.get(id);
        if (endpoint == null) {
            throw new IllegalArgumentException(id + " is not an endpoint that the gate serves");
        }
        return endpoint;
    }

    /** Every endpoint, in no order. */
    public static Collection<Endpoint> all() {
        return BY_ID.values();
    }

    private static Stream<Endpoint> rows() {
        return Stream.of(
                        PUBLIC_READS.stream()
                                .map(path -> new Endpoint(get(path), EndpointKind.PUBLIC_READ, Optional.empty())),
                        READS.stream().map(path -> new Endpoint(get(path), EndpointKind.READ, Optional.of(Scope.READ))),
                        ORDERS.stream(),
                        CONFIGURATION.stream()
                                .map(path ->
                                        new Endpoint(post(path), EndpointKind.CONFIGURE, Optional.of(Scope.CONFIGURE))))
                .flatMap(identity());
    }

    private static Endpoint order(EndpointId id, EndpointKind kind, Scope scope) {
        return new Endpoint(id, kind, Optional.of(scope));
    }

    private static EndpointId get(String path) {
        return new EndpointId(Verb.GET, path);
    }

    private static EndpointId post(String path) {
        return new EndpointId(Verb.POST, path);
    }
}
