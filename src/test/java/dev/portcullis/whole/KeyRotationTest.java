package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.Rights;
import dev.portcullis.sandbox.journal.ReceivedRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key takes the place of another without a gap, and the other is wiped when its overlap has passed. */
@Tag("once")
final class KeyRotationTest {
    private static final String SECRET = "Another_Canary_Secret_of_a_rotated_0";

    /** On a slow machine a connection may be long in coming; it is the rotation that is looked at here. */
    private static final String CONFIG = """
            keys: { overlap: 10s }
            timeouts: { connection: { create: 1s } }
            """;

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
        try (RunningGate house = RunningGate.configured(folder, CONFIG)) {
            Bot bot = house.bot("bot1", "trade");
            for (int i = 0; i < 100; i++) {
                bot.create("warm-" + i);
            }
            OrderLoad load = OrderLoad.begin(bot, ordersPerSecond);
            List<String> replaced = new ArrayList<>();
            for (int i = 1; i <= rotations; i++) {
                replaced.add(rotateOnce(house, i));
                awaitOrders(house, 50);
            }
            List<String> wiped = new ArrayList<>();
            for (int i = 0; i < rotations; i++) {
                String id = replaced.get(i);
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> "revoked".equals(stateOf(house, id)));
                wiped.add(apiKey(i) + " " + signedBy(house, apiKey(i)).size());
            }
            awaitOrders(house, 50);
            List<Bot.Reply> replies = load.end();
            report(rotations, replies.size(), load.perSecond());

            assertThat(replies)
                    .allSatisfy(reply ->
                            assertThat(reply.outcome()).as(reply.text()).isEqualTo("acked"));
            assertThat(wiped)
                    .as("a key is unused once it is wiped")
                    .isEqualTo(IntStream.range(0, rotations)
                            .mapToObj(i ->
                                    apiKey(i) + " " + signedBy(house, apiKey(i)).size())
                            .toList());
            holdOneValidKeyAtATime(house, rotations, replies.size() + 101);
        }
    }

    /** @return the id of the key that was replaced */
    private static String rotateOnce(RunningGate house, int number) throws Exception {
        house.sandbox().accounts().put(ApiKey.hmac(apiKey(number), RunningGate.UID, SECRET + number));
        Bot.Reply rotated = house.rotateKey("alpha", apiKey(number), SECRET + number);
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        return rotated.body().getString("retiring");
    }

    private static void awaitOrders(RunningGate house, int more) {
        int before = house.sandbox().journal().createsReceived();
        Awaitility.await().until(() -> house.sandbox().journal().createsReceived() > before + more);
    }

    private static String apiKey(int rotation) {
        return rotation == 0 ? RunningGate.API_KEY : "RotatedKeyNumber" + rotation;
    }

    private static void report(int rotations, int orders, long perSecond) {
        System.out.println(rotations + " rotations under " + orders + " orders, " + perSecond + "/s: none failed");
    }

    /** Each order once, by one key that was right, and by none of before once a younger one has signed for a moment. */
    private static void holdOneValidKeyAtATime(RunningGate house, int rotations, int orders) {
        List<ReceivedRequest> all = house.sandbox().journal().requests(KeyRotationTest::isOrder);
        assertThat(all).hasSize(orders).allMatch(ReceivedRequest::signatureVerified);
        int counted = 0;
        for (int i = 0; i <= rotations; i++) {
            List<ReceivedRequest> byOne = signedBy(house, apiKey(i));
            assertThat(byOne).as("signed by %s", apiKey(i)).isNotEmpty();
            counted += byOne.size();
            if (i > 0) {
                List<ReceivedRequest> byTheOneBefore = signedBy(house, apiKey(i - 1));
                long tookOver = byOne.get(0).receipt().timeMillis();
                assertThat(byTheOneBefore
                                .get(byTheOneBefore.size() - 1)
                                .receipt()
                                .timeMillis())
                        .as("%s goes on after %s has taken over", apiKey(i - 1), apiKey(i))
                        .isLessThan(tookOver + 1_000);
            }
        }
        assertThat(counted).isEqualTo(orders);
    }

    private static List<ReceivedRequest> signedBy(RunningGate house, String apiKey) {
        return house.sandbox()
                .journal()
                .requests(request ->
                        isOrder(request) && request.receipt().apiKey().equals(apiKey));
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
            house.sandbox().accounts().put(Account.of(555_555, "other"));
            house.sandbox().accounts().put(ApiKey.hmac("KeyOfAnotherUid1", 555_555, SECRET));

            Bot.Reply ofAnother = house.rotateKey("alpha", "KeyOfAnotherUid1", SECRET);
            Bot.Reply again = house.putKey("alpha", "AnotherKey000001", SECRET);

            assertThat(less.status()).as(less.text()).isEqualTo(409);
            assertThat(less.text())
                    .contains("may not do what the one before may")
                    .contains("linear orders");
            assertThat(unknown.text()).contains("10003");
            assertThat(ofAnother.text()).contains("belongs to UID 555555", "alpha is UID " + RunningGate.UID);
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.text()).contains("key rotate");
            assertThat(bot.create("as-before").outcome()).isEqualTo("acked");
            assertThat(house.admin("GET", "/admin/keys", null).body().getJsonArray("keys"))
                    .hasSize(1);
        }
    }

    private static ApiKey readOnly(ApiKey key) {
        return key.withRights(Rights.TRADING.readOnly());
    }

    @Test
    void aReplacedKeyIsWipedAfterARestartToo() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "keys: { overlap: 10s }")) {
            house.sandbox().accounts().put(ApiKey.hmac("RotatedKeyNumber1", RunningGate.UID, SECRET));
            String retiring =
                    house.rotateKey("alpha", "RotatedKeyNumber1", SECRET).body().getString("retiring");

            house.restart();

            assertThat(stateOf(house, retiring)).isEqualTo("retiring");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> "revoked".equals(stateOf(house, retiring)));
        }
    }
}
