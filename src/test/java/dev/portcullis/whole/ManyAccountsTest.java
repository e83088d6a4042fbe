package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.ApiKey;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A desk of a thousand accounts starts on what is stored, and asks Bybit about the keys only then, little by little.
 */
@Tag("once")
final class ManyAccountsTest {
    private static final String SECRET = "Secret_of_one_of_a_thousand_keys_";
    private static final Duration START_MAX = Duration.ofSeconds(5);

    /** Enough to see the pace: 5 in 100 of the 120 requests a second that Bybit lets an address send are 6. */
    private static final int ASKED_ENOUGH = 36;

    @TempDir
    Path folder;

    @Tag("long")
    @Test
    void aThousandAccountsStartInLessThanFiveSecondsAndAreLookedAfterWithinTheBudget() throws Exception {
        startWith(1_000);
    }

    @Test
    void aFewAccountsStartTheSameWay() throws Exception {
        startWith(20);
    }

    private void startWith(int accounts) throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "ledger: { deadline: 10s }")) {
            for (int i = 1; i < accounts; i++) {
                add(house, i);
            }
            house.bot("bot1", "trade");

            Duration took = house.restart();

            int asked = asked(house);
            assertThat(house.bot(house.token("bot1")).create("at-once").outcome())
                    .isEqualTo("acked");
            long begun = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> asked(house) - asked >= Math.min(accounts, ASKED_ENOUGH));
            Duration observed = Duration.ofNanos(System.nanoTime() - begun);
            int byThen = asked(house) - asked;
            System.out.println(accounts + " accounts started in " + took.toMillis() + " ms; then " + byThen
                    + " keys were asked about in " + observed.toMillis() + " ms");
            assertThat(took).isLessThan(START_MAX);
            assertThat(byThen).isLessThanOrEqualTo((int) (6 * (observed.toSeconds() + 4)));
        }
    }

    private static void add(RunningGate house, int number) throws Exception {
        String account = "a" + number;
        String apiKey = "KeyOfManyAccounts" + number;
        house.sandbox().accounts().put(Account.of(200_000 + number, account));
        house.sandbox().accounts().put(ApiKey.hmac(apiKey, 200_000 + number, SECRET + number));
        house.admin(
                "POST", "/admin/accounts", new JsonObject().put("name", account).put("environment", "sandbox"));
        assertThat(house.putKey(account, apiKey, SECRET + number).status()).isEqualTo(200);
    }

    private static int asked(RunningGate house) {
        return house.sandbox()
                .journal()
                .requests(request -> request.path().equals("/v5/user/query-api"))
                .size();
    }
}
