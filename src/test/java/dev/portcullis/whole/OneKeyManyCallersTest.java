package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.pipeline.OrderLinkIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred creates at once under one key, through both doors, are one order. */
@Tag("once")
final class OneKeyManyCallersTest {
    private static final int CREATES = 100;

    @TempDir
    Path folder;

    private RunningGate house;
    private Bot bot;
    private Bot other;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
        bot = house.bot("bot1", "read", "trade");
        other = house.bot("bot2", "read", "trade");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void twentyKeysAreTwentyOrders() throws Exception {
        oneOrderForEachOf(20);
    }

    @Tag("long")
    @Test
    void fiveHundredKeysAreFiveHundredOrders() throws Exception {
        oneOrderForEachOf(500);
    }

    private void oneOrderForEachOf(int keys) throws Exception {
        for (int key = 0; key < keys; key++) {
            oneOrder("key-" + key);
        }
    }

    private void oneOrder(String clientOrderId) throws Exception {
        String orderLinkId = OrderLinkIds.ofClientOrderId(new AccountId("alpha"), new ClientId("bot1"), clientOrderId)
                .text();
        List<CompletableFuture<String>> orderIds = new ArrayList<>();
        for (int i = 0; i < CREATES / 2; i++) {
            orderIds.add(bot.createLater(orderLinkId).thenApply(OneKeyManyCallersTest::ofV5));
            orderIds.add(bot.sendLater("POST", "/v1/accounts/alpha/orders", Bot.normalized(clientOrderId))
                    .thenApply(OneKeyManyCallersTest::ofV1));
        }

        Set<String> orders = orderIds.stream().map(CompletableFuture::join).collect(Collectors.toSet());

        assertThat(orders).as(clientOrderId).hasSize(1);
        assertThat(house.sandbox().journal().tally(orderLinkId).received()).isEqualTo(1);
        assertThat(other.create(orderLinkId).retCode()).isEqualTo(10014);
        assertThat(house.sandbox().journal().tally(orderLinkId).received()).isEqualTo(1);
        assertThat(bot.cancel(orderLinkId).retCode())
                .as("Bybit bears 500 open ones")
                .isZero();
    }

    private static String ofV5(Bot.Reply reply) {
        assertThat(reply.retCode()).as(reply.text()).isZero();
        return reply.body().getJsonObject("result").getString("orderId");
    }

    private static String ofV1(Bot.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.body().getString("orderId");
    }
}
