package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.pipeline.OrderLinkIds;
import dev.portcullis.sandbox.journal.ReceivedRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of a quantity or price is the same in the request and at the exchange, whatever its digits. */
@Tag("once")
class ExactDecimalsTest {
    private static final int REQUESTS = 50;
    private static final int LONG_FORM_REQUESTS = 500;
    private static final int ORDERS_EACH = 100;
    private static final int LOOKS_EVERY = 10;

    @TempDir
    private Path folder;

    /** The gate has no filters for it, so whatever the decimals are, the exchange hears of them. */
    private static final String UNKNOWN_SYMBOL = "NOFILTERSUSDT";

    private final Random random = new Random(20_261_125);
    private final Map<String, String> sent = new HashMap<>();
    private int arrived;

    @Test
    void tenThousandRandomDecimalsArriveAsTheyWereWritten() throws Exception {
        decimalsArriveAsTheyWereWritten(REQUESTS);
    }

    @Test
    @Tag("long")
    void aHundredThousandRandomDecimalsArriveAsTheyWereWritten() throws Exception {
        decimalsArriveAsTheyWereWritten(LONG_FORM_REQUESTS);
    }

    private void decimalsArriveAsTheyWereWritten(int requests) throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "trade");
            for (int i = 1; i <= requests; i++) {
                String body = batch();
                Bot.Reply reply = bot.post("/v1/accounts/alpha/orders/batch", body);
                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                note(body, reply);
                if (i % LOOKS_EVERY == 0) {
                    compare(house.sandbox().journal().requests());
                }
            }

            assertThat(arrived).as("orders, each with two decimals").isEqualTo(requests * ORDERS_EACH);
        }
    }

    private String batch() {
        JsonArray orders = new JsonArray();
        for (int i = 0; i < ORDERS_EACH; i++) {
            orders.add(new JsonObject()
                    .put("symbol", UNKNOWN_SYMBOL)
                    .put("side", "buy")
                    .put("type", "limit")
                    .put("qty", decimal())
                    .put("price", decimal()));
        }
        return new JsonObject().put("orders", orders).encode();
    }

    /** Up to 20 digits and 18 behind the point, leading and trailing zeros too. */
    private String decimal() {
        StringBuilder text = new StringBuilder(digits(1 + random.nextInt(20)));
        if (random.nextBoolean()) {
            text.append('.').append(digits(1 + random.nextInt(18)));
        }
        return text.toString();
    }

    private String digits(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
        }
        return text.toString();
    }

    /** What the exchange refuses has no order in the answer; its orderLinkId then follows from its place. */
    private void note(String body, Bot.Reply reply) {
        JsonArray orders = new JsonObject(body).getJsonArray("orders");
        String key = reply.header("idempotency-key");
        for (int i = 0; i < orders.size(); i++) {
            JsonObject order = orders.getJsonObject(i);
            sent.put(linkOf(key, i), order.getString("qty") + " " + order.getString("price"));
        }
    }

    private static String linkOf(String key, int place) {
        return OrderLinkIds.ofKey(new AccountId("alpha"), new ClientId("bot1"), OrderLinkIds.sha256(key), place)
                .text();
    }

    private void compare(List<ReceivedRequest> requests) {
        for (ReceivedRequest request : requests) {
            if (!request.path().equals("/v5/order/create-batch")) {
                continue;
            }
            for (Object item : new JsonObject(request.body()).getJsonArray("request")) {
                JsonObject order = (JsonObject) item;
                String expected = sent.remove(order.getString("orderLinkId"));
                if (expected != null) {
                    assertThat(order.getString("qty") + " " + order.getString("price"))
                            .isEqualTo(expected);
                    arrived++;
                }
            }
        }
    }
}
