package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders whose segment of the ledger was sealed long ago: the gate knows them from its index files. */
@Tag("once")
final class LongAgoTest {
    private static final int ORDERS = 600;

    @TempDir
    Path folder;

    private RunningGate house;
    private Bot bot;

    @BeforeEach
    void fillSegments() throws Exception {
        house = RunningGate.configured(folder, "ledger: { segment: 256KiB }");
        bot = house.bot("bot1", "read", "trade");
        bot.post("/v1/accounts/alpha/orders", Bot.normalized("mine"));
        bot.create("old");
        List<CompletableFuture<Bot.Reply>> later = IntStream.range(0, ORDERS)
                .mapToObj(i -> bot.createLater("fill-" + i))
                .toList();
        later.forEach(CompletableFuture::join);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> indexes() >= 1);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aRetryGetsTheTruthAndNothingIsSentBeforeAndAfterARestart() throws Exception {
        assertThatItIsReplayed(bot);

        house.restart();

        assertThatItIsReplayed(house.bot(house.token("bot1")));
    }

    private void assertThatItIsReplayed(Bot caller) throws Exception {
        Bot.Reply again = caller.create("old");
        assertThat(again.retCode()).as(again.text()).isZero();
        assertThat(again.header("x-portcullis-replayed")).isEqualTo("true");
        assertThat(caller.post("/v5/order/create", Bot.order("old", "20001")).retCode())
                .isEqualTo(10014);
        assertThat(house.sandbox().journal().tally("old").received()).isEqualTo(1);
    }

    @Test
    void theNormalizedDoorFindsItByTheCallersOwnNameAndByBybitsAfterARestart() throws Exception {
        house.restart();
        Bot after = house.bot(house.token("bot1"));

        Bot.Reply byOwnName = after.get("/v1/accounts/alpha/orders/client:mine");
        assertThat(byOwnName.status()).as(byOwnName.text()).isEqualTo(200);
        Bot.Reply byOrderId =
                after.get("/v1/accounts/alpha/orders/" + byOwnName.body().getString("orderId"));

        assertThat(byOrderId.body().getString("clientOrderId")).isEqualTo("mine");
        assertThat(after.post("/v1/accounts/alpha/orders", Bot.normalized("mine"))
                        .header("idempotent-replayed"))
                .isEqualTo("true");
        assertThat(after.send("DELETE", "/v1/accounts/alpha/orders/client:mine", "")
                        .status())
                .isEqualTo(200);
    }

    private long indexes() throws IOException {
        try (Stream<Path> files = Files.list(house.data().resolve("ledger"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".idx"))
                    .count();
        }
    }
}
