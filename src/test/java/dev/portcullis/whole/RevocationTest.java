package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.journal.ReceivedRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is taken away while orders flow is gone within a second: nothing of that caller arrives after it. */
@Tag("once")
final class RevocationTest {
    private static final long EFFECTIVE_WITHIN_MILLIS = 1_000;

    @TempDir
    Path folder;

    private enum Taken {
        TOKEN("DELETE", "/admin/tokens/%token"),
        CLIENT("POST", "/admin/clients/bot1/disable"),
        GRANT("DELETE", "/admin/clients/bot1/grants/alpha"),
        CREDENTIAL("POST", "/admin/keys/%key/revoke"),
        COMPROMISED_CREDENTIAL("POST", "/admin/keys/%key/revoke");

        private final String method;
        private final String path;

        Taken(String method, String path) {
            this.method = method;
            this.path = path;
        }

        private JsonObject body() {
            return method.equals("DELETE") ? null : new JsonObject().put("compromised", this == COMPROMISED_CREDENTIAL);
        }
    }

    @ParameterizedTest
    @EnumSource(Taken.class)
    void whatIsTakenAwayIsGoneWithinASecond(Taken taken) throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            house.bot("bot1", "trade");
            String token = house.token("bot1");
            OrderLoad load = OrderLoad.begin(house.bot(token), 100);
            Awaitility.await().until(() -> orders(house).size() > 30);
            String path = taken.path.replace("%token", token.split("_", 3)[1]).replace("%key", keyOf(house));

            long saidMillis = System.currentTimeMillis();
            Bot.Reply said = house.admin(taken.method, path, taken.body());
            Awaitility.await()
                    .during(Duration.ofMillis(1_500))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> orders(house).size(), new Unchanged()::holds);
            List<Bot.Reply> replies = load.end();

            assertThat(said.status()).as(said.text()).isEqualTo(200);
            assertThat(replies.get(replies.size() - 1).outcome()).isEqualTo("not_sent");
            List<ReceivedRequest> orders = orders(house);
            assertThat(orders.get(orders.size() - 1).receipt().timeMillis() - saidMillis)
                    .isLessThanOrEqualTo(EFFECTIVE_WITHIN_MILLIS);
        }
    }

    /** Holds as long as the number stays what it was at the question before. */
    private static final class Unchanged {
        private int before = -1;

        private boolean holds(int now) {
            boolean same = now == before;
            before = now;
            return same;
        }
    }

    private static List<ReceivedRequest> orders(RunningGate house) {
        return house.sandbox().journal().requests(request -> request.path().equals("/v5/order/create"));
    }

    private static String keyOf(RunningGate house) throws Exception {
        return house.admin("GET", "/admin/keys", null)
                .body()
                .getJsonArray("keys")
                .getJsonObject(0)
                .getString("id");
    }
}
