package dev.portcullis.sandbox.endpoint;

import dev.portcullis.sandbox.access.Permission;
import dev.portcullis.sandbox.limit.Quota;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.Category;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every endpoint with its permission and its requests per second (docs:v5/rate-limit/rate-limit), on one page. */
public final class RouteTable {
    /** Single order endpoints: 10 derivatives, 10 options, 20 spot by default. */
    private static final Quota ORDERS = new Quota.Upgradable(10, 10, 20);

    private static final Quota AMENDS = new Quota.Upgradable(10, 10, 10);
    private static final Quota CANCEL_ALL = new Quota.Upgradable(10, 1, 20);
    private static final Quota READS = new Quota.Shared(50);
    private static final Quota TENS = new Quota.Shared(10);
    private static final Quota FIVES = new Quota.Shared(5);

    private final Map<String, Route> byMethodAndPath = new HashMap<>();

    /** The table for this venue. */
    public RouteTable(Venue venue, InstantSource serverClock) {
        List<Route> routes = new ArrayList<>(open(new MarketEndpoints(venue, serverClock)));
        routes.addAll(orders(new OrderWrites(venue), new OrderBatches(venue)));
        routes.addAll(reads(new OrderReads(venue, serverClock), new ExecutionReads(venue, serverClock)));
        routes.addAll(positions(new PositionEndpoints(venue)));
        routes.addAll(accounts(new AccountEndpoints(venue, serverClock), new UserEndpoints(serverClock)));
        routes.addAll(NeverReached.routes());
        routes.forEach(route -> byMethodAndPath.put(route.method() + " " + route.path(), route));
    }

    /** The endpoint of exactly this method and path. */
    Optional<Route> find(String method, String path) {
        return Optional.ofNullable(byMethodAndPath.get(method + " " + path));
    }

    private static List<Route> open(MarketEndpoints market) {
        return List.of(
                new Route.Open("/v5/market/time", market::time),
                new Route.Open("/v5/market/instruments-info", market::instruments),
                new Route.Open("/v5/market/tickers", market::tickers),
                new Route.Open("/v5/market/orderbook", market::orderbook),
                new Route.Open("/v5/market/kline", market::kline),
                new Route.Open("/v5/market/price-limit", market::priceLimit),
                new Route.Open("/v5/system/status", market::systemStatus));
    }

    private static List<Route> orders(OrderWrites writes, OrderBatches batches) {
        return List.of(
                post("/v5/order/create", ORDERS, new Route.Single(writes::create)),
                post("/v5/order/amend", AMENDS, new Route.Single(writes::amend)),
                post("/v5/order/cancel", ORDERS, new Route.Single(writes::cancel)),
                post("/v5/order/cancel-all", CANCEL_ALL, new Route.Single(writes::cancelAll)),
                post("/v5/order/pre-check", ORDERS, new Route.Single(writes::preCheck)),
                post("/v5/order/create-batch", ORDERS, new Route.Several(batches.create())),
                post("/v5/order/amend-batch", ORDERS, new Route.Several(batches.amend())),
                post("/v5/order/cancel-batch", ORDERS, new Route.Several(batches.cancel())));
    }

    private static List<Route> reads(OrderReads orders, ExecutionReads executions) {
        return List.of(
                get("/v5/order/realtime", RouteTable::trading, READS, orders::realtime),
                get("/v5/order/history", RouteTable::trading, READS, orders::history),
                get("/v5/execution/list", RouteTable::trading, READS, executions::list));
    }

    private static List<Route> positions(PositionEndpoints positions) {
        return List.of(
                get("/v5/position/list", RouteTable::holding, READS, positions::list),
                new Route.Signed(
                        "POST",
                        "/v5/position/set-leverage",
                        RouteTable::holding,
                        TENS,
                        new Route.Single(positions::setLeverage)),
                new Route.Signed(
                        "POST",
                        "/v5/position/switch-mode",
                        RouteTable::holding,
                        TENS,
                        new Route.Single(positions::switchMode)));
    }

    private static List<Route> accounts(AccountEndpoints accounts, UserEndpoints users) {
        return List.of(
                get("/v5/account/wallet-balance", RouteTable::nothing, READS, accounts::walletBalance),
                get("/v5/account/info", RouteTable::nothing, READS, accounts::info),
                get("/v5/account/fee-rate", RouteTable::nothing, FIVES, accounts::feeRate),
                get("/v5/user/query-api", RouteTable::nothing, TENS, users::queryApi),
                get("/v5/asset/coin/query-info", RouteTable::nothing, FIVES, users::coinInfo));
    }

    private static Route get(String path, Route.Needs needs, Quota quota, Route.Step step) {
        return new Route.Signed("GET", path, needs, quota, new Route.Single(step));
    }

    private static Route post(String path, Quota quota, Route.Action action) {
        return new Route.Signed("POST", path, RouteTable::trading, quota, action);
    }

    private static Set<Permission> nothing(Optional<Category> category) {
        return Set.of();
    }

    /** Which permissions let a key trade, and see its orders, in a category. */
    private static Set<Permission> trading(Optional<Category> category) {
        return category.map(RouteTable::trading).orElse(Permission.TRADING);
    }

    private static Set<Permission> trading(Category category) {
        return switch (category) {
            case SPOT -> Set.of(Permission.SPOT_TRADE);
            case OPTION -> Set.of(Permission.OPTIONS_TRADE, Permission.DERIVATIVES_TRADE);
            case LINEAR, INVERSE -> Set.of(Permission.CONTRACT_ORDER, Permission.DERIVATIVES_TRADE);
        };
    }

    private static Set<Permission> holding(Optional<Category> category) {
        return category.orElse(Category.LINEAR) == Category.OPTION
                ? Set.of(Permission.OPTIONS_TRADE, Permission.DERIVATIVES_TRADE)
                : Set.of(Permission.CONTRACT_POSITION, Permission.DERIVATIVES_TRADE);
    }
}
