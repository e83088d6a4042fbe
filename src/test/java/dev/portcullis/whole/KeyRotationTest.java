package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.Rights;
import dev.portcullis.sandbox.journal.ReceivedRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key takes the place of another without a gap, and the other is wiped when its overlap has passed. */
@Tag("once")
final class KeyRotationTest {
    private static final String SECRET = "Another_Canary_Secret_of_a_rotated_0";

    @TempDir
    Path folder;

    @Test
    void threeRotationsUnderOrdersCostNoOrder() throws Exception {
        rotate(3, 100);
    }

    @Tag("long")
    @Test
    void tenRotationsUnderTwoHundredOrdersASecondCostNoOrder() throws Exception {
        rotate(10, 200);
    }

    private void rotate(int rotations, int ordersPerSecond) throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "keys: { overlap: 1s }")) {
            Load load = new Load(house.bot("bot1", "trade"), ordersPerSecond);
            load.begin();
            for (int i = 1; i <= rotations; i++) {
                String apiKey = "RotatedKeyNumber" + i;
                house.sandbox().accounts().put(ApiKey.hmac(apiKey, RunningGate.UID, SECRET + i));
                Bot.Reply rotated = house.rotateKey("alpha", apiKey, SECRET + i);
                assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
                String retiring = rotated.body().getString("retiring");
                Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> "revoked".equals(stateOf(house, retiring)));
            }
            List<Bot.Reply> replies = load.end();

            assertThat(replies).hasSizeGreaterThan(rotations * ordersPerSecond / 2);
            assertThat(replies).allSatisfy(reply ->
                    assertThat(reply.outcome()).as(reply.text()).isEqualTo("acked"));
            holdOneKeyAtATime(house, rotations);
        }
    }

    /** Each order by one key that the exchange knows, and none by a key after a younger one has signed. */
    private static void holdOneKeyAtATime(RunningGate house, int rotations) {
        List<String> keys = house.sandbox().journal().requests(KeyRotationTest::isOrder).stream()
                .map(request -> request.receipt().apiKey())
                .collect(Collectors.toList());
        List<String> inOrder = new ArrayList<>();
        keys.forEach(key -> {
            if (inOrder.isEmpty() || !inOrder.get(inOrder.size() - 1).equals(key)) {
                inOrder.add(key);
            }
        });
        assertThat(keys.stream().distinct()).hasSize(rotations + 1);
        assertThat(keys.get(keys.size() - 1)).isEqualTo("RotatedKeyNumber" + rotations);
        // two calls on two loops may pass each other at the change, but none comes back a second later
        assertThat(inOrder.size()).isLessThanOrEqualTo(3 * (rotations + 1));
    }

    private static boolean isOrder(ReceivedRequest request) {
        return request.path().equals("/v5/order/create");
    }

    private static String stateOf(RunningGate house, String id) throws Exception {
        JsonArray keys = house.admin("GET", "/admin/keys", null).body().getJsonArray("keys");
        return keys.stream()
                .map(JsonObject.class::cast)
                .filter(key -> key.getString("id").equals(id))
                .map(key -> key.getString("state"))
                .findFirst()
                .orElse("unknown");
    }

    @Test
    void aKeyThatMayDoLessOrBelongsToAnotherLeavesEverythingAsItWas() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox().accounts().put(readOnly(ApiKey.hmac("ReadOnlyKey00001", RunningGate.UID, SECRET)));

            Bot.Reply less = house.rotateKey("alpha", "ReadOnlyKey00001", SECRET);
            Bot.Reply unknown = house.rotateKey("alpha", "NobodyKnowsThis1", SECRET);
            Bot.Reply again = house.putKey("alpha", "AnotherKey000001", SECRET);

            assertThat(less.status()).as(less.text()).isEqualTo(409);
            assertThat(less.text()).contains("may not do what the one before may").contains("linear orders");
            assertThat(unknown.text()).contains("10003");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.text()).contains("key rotate");
            assertThat(bot.create("as-before").outcome()).isEqualTo("acked");
            assertThat(house.admin("GET", "/admin/keys", null).body().getJsonArray("keys")).hasSize(1);
        }
    }

    private static ApiKey readOnly(ApiKey key) {
        return key.withRights(Rights.TRADING.readOnly());
    }

    @Test
    void aReplacedKeyIsWipedAfterARestartToo() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "keys: { overlap: 2s }")) {
            house.sandbox().accounts().put(ApiKey.hmac("RotatedKeyNumber1", RunningGate.UID, SECRET));
            String retiring = house.rotateKey("alpha", "RotatedKeyNumber1", SECRET)
                    .body()
                    .getString("retiring");

            house.restart();

            assertThat(stateOf(house, retiring)).isEqualTo("retiring");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> "revoked".equals(stateOf(house, retiring)));
        }
    }

    /** Orders at a steady rate, on a thread of their own; cancelled at once by being IOC. */
    private static final class Load {
        private final Bot bot;
        private final long everyNanos;
        private final List<CompletableFuture<Bot.Reply>> sent = new ArrayList<>();
        private final Thread thread = new Thread(this::send, "load");
        private volatile boolean ended;

        private Load(Bot bot, int perSecond) {
            this.bot = bot;
            this.everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        }

        private void begin() {
            thread.start();
        }

        private void send() {
            for (int i = 0; !ended; i++) {
                String order = Bot.order("load-" + i, "20000").replace("\"Limit\"", "\"Limit\",\"timeInForce\":\"IOC\"");
                sent.add(bot.sendLater("POST", "/v5/order/create", order));
                LockSupport.parkNanos(everyNanos);
            }
        }

        private List<Bot.Reply> end() throws InterruptedException {
            ended = true;
            thread.join();
            return sent.stream().map(CompletableFuture::join).toList();
        }
    }
}
