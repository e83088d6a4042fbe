package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.budget.Priority;
import dev.portcullis.sandbox.wire.Category;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The meter of an account's rate windows, under Bybit's real limits. */
final class LiveBudgetTest {
    private static final String ALPHA = "/v1/accounts/alpha/";

    @Test
    void theBudgetIsTheAccountsLiveMeter(@TempDir Path folder) throws Exception {
        JsonObject budget;
        try (RunningGate limited = RunningGate.limited(folder)) {
            Bot reader = limited.bot("bot1", "read", "trade");
            reader.create("b1");
            reader.get(ALPHA + "orders?symbol=BTCUSDT");

            budget = reader.get(ALPHA + "budget").body();
        }

        List<JsonObject> windows = budget.getJsonArray("windows").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(budget.getString("account")).isEqualTo("alpha");
        assertThat(budget.getString("environment")).isEqualTo("sandbox");
        assertThat(windows)
                .anySatisfy(window -> {
                    assertThat(window.getString("endpoint")).isEqualTo("/v5/order/create");
                    assertThat(window.getString("line")).isEqualTo("derivatives");
                    assertThat(window.getInteger("limit")).isEqualTo(10);
                    assertThat(window.getInteger("used")).isPositive();
                    assertThat(window.getInteger("waiting")).isZero();
                    assertThat(window.getInteger("nextFreeMillis")).isZero();
                })
                .anySatisfy(window -> assertThat(window.getString("endpoint")).isEqualTo("/v5/order/realtime"))
                .anySatisfy(window -> assertThat(window.getString("bound")).isEqualTo("address"));
    }

    /** Long form: only a machine with nothing else to do reads fast enough to fill the window. */
    @Test
    @Tag("long")
    void linesWaitForTheirTurnInsteadOfFailingAndLetOthersPass(@TempDir Path folder) throws Exception {
        try (RunningGate limited = RunningGate.limited(folder)) {
            Bot reader = limited.bot("bot1", "read");
            limited.sandbox().venue().seedExecutions(RunningGate.UID, Category.LINEAR, "BTCUSDT", 15_000);

            CompletableFuture<Bot.Reply> lines =
                    reader.with("Accept", "application/x-ndjson").sendLater("GET", ALPHA + "executions", "");
            await().until(() -> limited.gate().budgets().meter().waiting().get(Priority.BACKGROUND) > 0);
            Bot.Reply other = reader.get(ALPHA + "executions?limit=1");

            assertThat(other.status()).as(other.text()).isEqualTo(200);
            assertThat(lines).isNotDone();
            assertThat(lines.get(20, TimeUnit.SECONDS).text().lines()).hasSize(15_000);
        }
    }
}
