package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Market data needs no token from this machine, and is asked of Bybit once for all who ask at a time. */
final class PublicReadsTest {
    private static final String TICKERS = "/v5/market/tickers";
    private static final String TIME = "/v5/market/time";

    @TempDir
    Path folder;

    private RunningGate house;
    private Bot anybody;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
        anybody = house.bot("");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void nobodyNeedsATokenForMarketData() throws Exception {
        Bot.Reply reply = anybody.get(TICKERS + "?category=linear&symbol=BTCUSDT");

        assertThat(reply.retCode()).isZero();
        assertThat(reply.header("x-portcullis-environment")).isEqualTo("sandbox");
        assertThat(reply.body().getJsonObject("result").getJsonArray("list")).hasSize(1);
        assertThat(reply.outcome()).isEmpty();
    }

    @Test
    void itGoesToBybitWithoutAKey() throws Exception {
        anybody.get(TICKERS + "?category=linear&symbol=BTCUSDT");

        assertThat(house.sandbox().journal().requests(request -> request.path().equals(TICKERS)))
                .singleElement()
                .satisfies(request -> assertThat(request.receipt().apiKey()).isEmpty());
    }

    @Test
    void identicalReadsAreAskedOnce() throws Exception {
        house.sandbox()
                .faults()
                .script(FaultMatch.path(TICKERS), new Fault.DelayAnswer(Duration.ofMillis(200)), Dose.once());
        List<CompletableFuture<Bot.Reply>> all = IntStream.range(0, 30)
                .mapToObj(i -> anybody.sendLater("GET", TICKERS + "?category=linear&symbol=BTCUSDT", ""))
                .toList();

        for (CompletableFuture<Bot.Reply> reply : all) {
            assertThat(reply.get(10, TimeUnit.SECONDS).retCode()).isZero();
        }
        assertThat(house.sandbox().journal().count(TICKERS)).isEqualTo(1);
    }

    @Test
    void otherQueriesAreOtherReads() throws Exception {
        assertThat(anybody.get(TICKERS + "?category=linear&symbol=BTCUSDT").text())
                .contains("BTCUSDT");
        assertThat(anybody.get(TICKERS + "?category=linear&symbol=ETHUSDT").text())
                .contains("ETHUSDT");
        assertThat(house.sandbox().journal().count(TICKERS)).isEqualTo(2);
    }

    @Test
    void theTimeIsNeverShared() throws Exception {
        int before = house.sandbox().journal().count(TIME);

        List<CompletableFuture<Bot.Reply>> all = IntStream.range(0, 5)
                .mapToObj(i -> anybody.sendLater("GET", TIME, ""))
                .toList();
        for (CompletableFuture<Bot.Reply> reply : all) {
            assertThat(reply.get(10, TimeUnit.SECONDS).retCode()).isZero();
        }

        assertThat(house.sandbox().journal().count(TIME) - before).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aBadTokenIsRefusedAlsoForMarketData() throws Exception {
        assertThat(house.bot("pcl_nobody00_nothing").get(TIME).retCode()).isEqualTo(10003);
    }

    @Test
    void aPrivateReadNeedsAToken() throws Exception {
        assertThat(anybody.get("/v5/order/realtime?category=linear&symbol=BTCUSDT")
                        .retCode())
                .isEqualTo(10003);
    }
}
