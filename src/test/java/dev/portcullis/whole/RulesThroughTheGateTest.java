package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pre-trade rules from the command line to the refusal, through a whole gate. */
@Tag("once")
final class RulesThroughTheGateTest {
    private static final int REFUSED_BY_RULE = 990001;

    @TempDir
    Path folder;

    private RunningGate house;
    private Commands commands;
    private Bot bot;
    private int tries;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
        bot = house.bot("bot1", "read", "trade", "configure");
        commands = new Commands();
    }

    @AfterEach
    void close() {
        commands.close();
        house.close();
    }

    private String run(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = house.data().toString();
        assertThat(commands.run(all)).as(commands.said()).isZero();
        return commands.out();
    }

    /** Sends orders, each under an id of its own, until one is answered so. */
    private Bot.Reply until(String price, Predicate<Bot.Reply> wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            Bot.Reply reply = bot.post("/v5/order/create", Bot.order("try-" + tries++, price));
            if (wanted.test(reply)) {
                return reply;
            }
        }
        throw new AssertionError("no such answer within 30 s");
    }

    @Test
    void aPriceOffTheTickIsRefusedByTheGateWithTheNearestOnes() throws Exception {
        until("20000.05", reply -> reply.retCode() == REFUSED_BY_RULE);
        int createsBefore = house.sandbox().journal().createsReceived();

        Bot.Reply v5 = bot.post("/v5/order/create", Bot.order("off-tick", "20000.05"));
        Bot.Reply v1 = bot.post(
                "/v1/accounts/alpha/orders", Bot.normalized("off-tick-1").replace("20000", "20000.05"));

        String words =
                "price 20000.05 is not a multiple of the tick 0.10 of BTCUSDT: nearest are 20000.00 and 20000.10";
        assertThat(v5.retCode()).isEqualTo(REFUSED_BY_RULE);
        assertThat(v5.outcome()).isEqualTo("not_sent");
        assertThat(v5.retMsg()).contains(words);
        assertThat(v1.status()).isEqualTo(422);
        assertThat(v1.body().getString("type")).isEqualTo("/problems/risk-limit");
        assertThat(v1.body().getString("rule")).isEqualTo("tickSize");
        assertThat(v1.body().getString("limit")).isEqualTo("0.10");
        assertThat(v1.body().getString("asked")).isEqualTo("20000.05");
        assertThat(v1.body().getString("detail")).contains(words);
        assertThat(v1.body().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("#/price");
        assertThat(house.sandbox().journal().createsReceived()).isEqualTo(createsBefore);
        assertThat(bot.post("/v5/order/create", Bot.order("off-tick", "20000.10"))
                        .retCode())
                .as("the orderLinkId is free")
                .isZero();
    }

    @Test
    void aRuleSetByCommandIsInForceShownCountedAndInTheLedger() throws Exception {
        assertThat(run("client", "rules", "bot1", "alpha", "--set", "qtyMax=0.002", "--set", "sides=Buy"))
                .contains("the rules of client bot1 on account alpha:", "qtyMax", "0.002");

        Bot.Reply no = bot.post("/v5/order/create", Bot.order("big", "20000").replace("0.001", "0.003"));

        assertThat(no.retCode()).isEqualTo(REFUSED_BY_RULE);
        assertThat(no.retMsg())
                .contains(
                        "qty 0.003 exceeds 0.002 (rule qtyMax=0.002 of client bot1 on account alpha)",
                        "client rules bot1 alpha");
        assertThat(bot.create("small").retCode()).isZero();
        assertThat(run("client", "list")).contains("qtyMax");
        assertThat(run("client", "rules", "bot1", "alpha", "--json")).contains("\"qtyMax\"", "\"0.002\"");
        assertThat(run("audit", "tail", "--records", "40")).contains("client rules", "qtyMax=0.002 sides=Buy");
        assertThat(house.admin("GET", "/metrics", null).text())
                .contains("portcullis_risk_refusals_total{rule=\"qtyMax\"} 1.0");
        run("client", "grant", "bot1", "alpha", "--scopes", "read,trade");
        assertThat(run("client", "rules", "bot1", "alpha"))
                .as("a new grant keeps them")
                .contains("qtyMax");
        assertThat(run("client", "rules", "bot1", "alpha", "--clear", "qtyMax", "--clear", "sides"))
                .contains("none");
        assertThat(bot.post("/v5/order/create", Bot.order("big", "20000").replace("0.001", "0.003"))
                        .retCode())
                .isZero();
    }

    @Test
    void whatIsNoRuleIsNamed() {
        assertThat(commands.run(
                        "client",
                        "rules",
                        "bot1",
                        "alpha",
                        "--set",
                        "qtyMax=zero",
                        "--data",
                        house.data().toString()))
                .isEqualTo(1);
        assertThat(commands.said()).contains("qtyMax: \"zero\" must be a decimal above 0");
    }

    @Test
    void exactlyTheCapOfParallelOrdersPassesAndACancelMakesRoom() throws Exception {
        run("account", "rules", "alpha", "--set", "openOrdersMax=7");
        List<CompletableFuture<Bot.Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            replies.add(bot.createLater("many-" + i));
        }
        List<String> open = new ArrayList<>();
        for (CompletableFuture<Bot.Reply> later : replies) {
            Bot.Reply reply = later.get(30, TimeUnit.SECONDS);
            assertThat(reply.retCode()).isIn(0, REFUSED_BY_RULE);
            if (reply.retCode() == 0) {
                open.add(reply.body().getJsonObject("result").getString("orderLinkId"));
            }
        }
        assertThat(open).hasSize(7);
        assertThat(bot.create("eighth").retMsg()).contains("7 orders are open or may be, and 1 more exceed 7");

        assertThat(bot.cancel(open.get(0)).retCode()).isZero();

        until("20000", reply -> reply.retCode() == 0);
        assertThat(bot.create("ninth").retCode()).isEqualTo(REFUSED_BY_RULE);
    }

    @Test
    void afterARestartOrdersHoldWhatTheyHeld() throws Exception {
        run("client", "rules", "bot1", "alpha", "--set", "openOrdersMax=2", "--set", "dailyNotionalMax=70");
        assertThat(bot.create("first").retCode()).isZero();
        assertThat(bot.create("second").retCode()).isZero();
        String token = house.token("bot1");

        house.restart();
        bot = house.bot(token);

        assertThat(bot.create("third").retMsg()).contains("openOrdersMax=2");
        assertThat(bot.cancel("first").retCode()).isZero();
        until("20000", reply -> reply.retCode() == 0);
        assertThat(bot.cancel("second").retCode()).isZero();
        assertThat(until("20000", reply -> reply.retMsg().contains("dailyNotionalMax"))
                        .retMsg())
                .contains("60.000 was ordered today (UTC), and 20.000 more exceed 70");
    }

    @Test
    void leverageAboveTheCapIsRefused() throws Exception {
        run("account", "rules", "alpha", "--set", "leverageMax=5");
        String body = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"buyLeverage\":\"6\",\"sellLeverage\":\"6\"}";

        assertThat(bot.post("/v5/position/set-leverage", body).retMsg()).contains("buyLeverage 6 exceeds 5");
        assertThat(bot.post("/v5/position/set-leverage", body.replace('6', '5')).retCode())
                .isZero();
    }

    @Test
    void aCollarMeasuresAgainstTheMarketOfTheExchange() throws Exception {
        run("client", "rules", "bot1", "alpha", "--set", "collarLast=1%", "--set", "collarMark=1%");

        Bot.Reply no = bot.post("/v5/order/create", Bot.order("far", "70000"));

        assertThat(no.retCode()).isEqualTo(REFUSED_BY_RULE);
        assertThat(no.retMsg()).contains("too far from the last price");
        assertThat(bot.create("near").retCode()).isZero();
    }

    @Test
    void theFileOfTheDeskHoldsTheRulesAndMarksWhatLoosensThem() throws Exception {
        run("client", "rules", "bot1", "alpha", "--set", "qtyMax=2", "--set", "symbols=BTCUSDT");
        run("account", "rules", "alpha", "--set", "openOrdersMax=9");
        Path file = folder.resolve("desk.yaml");
        String yaml = run("export");
        assertThat(yaml).contains("qtyMax: \"2\"", "symbols: \"BTCUSDT\"", "openOrdersMax: \"9\"");

        Files.writeString(
                file, yaml.replace("qtyMax: \"2\"", "qtyMax: 3").replace("\"BTCUSDT\"", "[BTCUSDT, ETHUSDT]"));
        assertThat(run("apply", "-f", file.toString()))
                .contains(
                        "grant bot1 on alpha rules: qtyMax=2 symbols=BTCUSDT -> qtyMax=3 symbols=BTCUSDT,ETHUSDT",
                        "! widens: rule symbols allows more, rule qtyMax raised");
        assertThat(new JsonObject(run("client", "rules", "bot1", "alpha", "--json"))
                        .getJsonObject("rules")
                        .getString("qtyMax"))
                .isEqualTo("3");
        Files.writeString(file, yaml);
        assertThat(run("apply", "-f", file.toString())).doesNotContain("widens");
    }
}
