package dev.portcullis.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that an account works end to end: places, reads, amends and cancels the smallest post-only order. */
@Command(name = "smoke", description = "place, read, amend and cancel a minimal post-only order, with times")
final class SmokeCommand extends GateCommand {
    /** Far enough below the market that it rests, near enough that the exchange's price band takes it. */
    private static final BigDecimal BELOW_MARKET = new BigDecimal("0.95");

    @Parameters(paramLabel = "ACCOUNT")
    String account = "";

    @Option(names = "--symbol", paramLabel = "S", defaultValue = "BTCUSDT", description = "a linear contract")
    String symbol = "BTCUSDT";

    @Option(names = "--mainnet", description = "yes, with real money at stake")
    boolean mainnet;

    @Override
    int run(AdminClient admin, Printer printer) {
        refuseRealMoneyUnasked(admin);
        String client = "smoke-" + Long.toString(System.nanoTime(), 36).toLowerCase(Locale.ROOT);
        admin.post("/admin/clients", new JsonObject().put("name", client).put("cidrs", new JsonArray()));
        try {
            admin.post(
                    "/admin/clients/" + client + "/grants",
                    new JsonObject().put("account", account).put("scopes", new JsonArray(List.of("read", "trade"))));
            String token = admin.post("/admin/clients/" + client + "/tokens", new JsonObject().put("ttl", "5m"))
                    .getString("token");
            return walk(admin.dataDoor(account, token), printer);
        } finally {
            admin.delete("/admin/clients/" + client);
        }
    }

    private void refuseRealMoneyUnasked(AdminClient admin) {
        String environment = admin.get("/admin/accounts/" + account).getString("environment");
        List<String> play = List.of("testnet", "demo", "sandbox");
        if (!play.contains(environment) && !mainnet) {
            throw new CommandFailure(account + " trades in " + environment + ", where orders may cost real money; add"
                    + " --mainnet if that is what you want");
        }
    }

    private int walk(DataDoorClient door, Printer printer) {
        JsonArray steps = new JsonArray();
        JsonObject order = smallestOrder(door);
        DataDoorClient.Reply created = door.post("/v5/order/create", order);
        step(steps, "create", created);
        if (created.retCode() != 0) {
            return report(printer, steps);
        }
        String id = created.result().getString("orderId");
        JsonObject named =
                new JsonObject().put("category", "linear").put("symbol", symbol).put("orderId", id);
        step(steps, "read", door.get("/v5/order/realtime?category=linear&symbol=" + symbol + "&orderId=" + id));
        step(steps, "amend", door.post("/v5/order/amend", named.copy().put("qty", twice(order.getString("qty")))));
        step(steps, "cancel", door.post("/v5/order/cancel", named));
        return report(printer, steps);
    }

    private JsonObject smallestOrder(DataDoorClient door) {
        JsonObject instrument =
                first(door.get("/v5/market/instruments-info?category=linear&symbol=" + symbol), "instrument");
        JsonObject ticker = first(door.get("/v5/market/tickers?category=linear&symbol=" + symbol), "ticker");
        BigDecimal tick = new BigDecimal(instrument.getJsonObject("priceFilter").getString("tickSize"));
        BigDecimal price = floor(new BigDecimal(ticker.getString("lastPrice")).multiply(BELOW_MARKET), tick);
        JsonObject lot = instrument.getJsonObject("lotSizeFilter");
        BigDecimal step = new BigDecimal(lot.getString("qtyStep"));
        BigDecimal qty = new BigDecimal(lot.getString("minOrderQty"))
                .max(ceiling(new BigDecimal(lot.getString("minNotionalValue", "0")), price, step));
        return new JsonObject()
                .put("category", "linear")
                .put("symbol", symbol)
                .put("side", "Buy")
                .put("orderType", "Limit")
                .put("timeInForce", "PostOnly")
                .put("qty", qty.toPlainString())
                .put("price", price.toPlainString());
    }

    private static BigDecimal floor(BigDecimal value, BigDecimal step) {
        return value.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    }

    private static BigDecimal ceiling(BigDecimal notional, BigDecimal price, BigDecimal step) {
        return notional.divide(price.multiply(step), 0, RoundingMode.CEILING).multiply(step);
    }

    private static String twice(String qty) {
        BigDecimal value = new BigDecimal(qty);
        return value.add(value).toPlainString();
    }

    private JsonObject first(DataDoorClient.Reply reply, String what) {
        JsonArray list = reply.result().getJsonArray("list", new JsonArray());
        if (list.isEmpty()) {
            throw new CommandFailure("the exchange has no " + what + " for " + symbol + ": "
                    + reply.body().getString("retMsg", ""));
        }
        return list.getJsonObject(0);
    }

    private static void step(JsonArray steps, String name, DataDoorClient.Reply reply) {
        steps.add(new JsonObject()
                .put("step", name)
                .put("retCode", reply.retCode())
                .put("retMsg", reply.body().getString("retMsg"))
                .put("outcome", reply.outcome())
                .put("millis", reply.millis()));
    }

    private static int report(Printer printer, JsonArray steps) {
        if (!printer.asJson(new JsonObject().put("steps", steps))) {
            printer.rows(steps, "nothing was done", "step", "retCode", "retMsg", "outcome", "millis");
        }
        boolean allDone = steps.size() == 4
                && steps.stream().map(JsonObject.class::cast).allMatch(s -> s.getInteger("retCode") == 0);
        return allDone ? ExitCodes.OK : ExitCodes.REFUSED_OR_FAILED;
    }
}
