package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.sandbox.journal.ReceivedRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts of the old shape live again: as processes of their own, unmodified but for base URL and key, they read the
 * time, sign with a secret that nobody has, and place limit orders through the v2 door. One whose runtime is not there
 * is skipped and named.
 */
final class OldScriptsIT {
    private static final Path SCRIPTS = Path.of("src/test/resources/old-scripts");

    @TempDir
    Path folder;

    @TempDir
    Path work;

    private RunningGate house;
    private String token;
    private int creates;

    @BeforeEach
    void openAHouse() throws Exception {
        house = RunningGate.limited(folder);
        house.bot("bot1", "read", "trade");
        token = house.token("bot1");
        creates = house.sandbox().journal().createsAccepted();
    }

    @AfterEach
    void closeTheHouse() {
        house.close();
    }

    private Ran.Result run(String runtime, String file) throws Exception {
        return run(runtime, file, token);
    }

    private Ran.Result run(String runtime, String file, String key) throws Exception {
        String script = Files.readString(SCRIPTS.resolve(file))
                .replace("https://api-testnet.bybit.com", house.gate().dataUrl().toString())
                .replace("your_api_key", key);
        Path changed = Files.writeString(work.resolve(file), script);
        return Ran.in(work, Map.of(), List.of(runtime, changed.toString()));
    }

    private static void need(String... command) throws Exception {
        boolean runs;
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            runs = process.waitFor() == 0;
        } catch (IOException absent) {
            runs = false;
        }
        assumeTrue(runs, String.join(" ", command) + " does not run here");
    }

    private int placed() {
        return house.sandbox().journal().createsAccepted() - creates;
    }

    private List<JsonObject> created() {
        List<ReceivedRequest> all =
                house.sandbox().journal().requests(request -> request.path().equals("/v5/order/create"));
        return all.subList(all.size() - placed(), all.size()).stream()
                .peek(request -> assertThat(request.signatureVerified()).isTrue())
                .map(request -> new JsonObject(request.body()))
                .toList();
    }

    @Test
    void aPythonScriptOnTheStandardLibraryReadsTheTimeAndPlacesALimitOrder() throws Exception {
        need("python3", "--version");

        Ran.Result ran = run("python3", "guide_urllib.py");

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output()).containsPattern("placed [0-9a-f-]{36} Created [0-9]+");
        assertThat(placed()).isEqualTo(1);
        assertThat(created().get(0).getMap())
                .containsEntry("category", "inverse")
                .containsEntry("symbol", "BTCUSD")
                .containsEntry("qty", "10")
                .containsEntry("price", "20000.5")
                .containsEntry("timeInForce", "GTC");
    }

    @Test
    void aPythonScriptOnRequestsPlacesListsReplacesAndCancels() throws Exception {
        need("python3", "-c", "import requests");

        Ran.Result ran = run("python3", "guide_requests.py");

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output())
                .contains("20000.5 0.002", "listed ['old-requests-2']", "replaced ", "cancelled ", "balance True");
        assertThat(placed()).isEqualTo(2);
        assertThat(created().get(0).getMap())
                .containsEntry("category", "linear")
                .containsEntry("qty", "0.002")
                .containsEntry("price", "20000.5")
                .containsEntry("timeInForce", "PostOnly")
                .containsEntry("reduceOnly", false);
        assertThat(created().get(1).getMap()).containsEntry("category", "inverse");
    }

    @Test
    void aNodeScriptOnFetchPlacesByFormAndByJson() throws Exception {
        need("node", "-e", "fetch");

        Ran.Result ran = run("node", "guide_fetch.mjs");

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output()).containsPattern("placed [0-9a-f-]{36}\nplaced [0-9a-f-]{36}");
        assertThat(placed()).isEqualTo(2);
        assertThat(created())
                .extracting(order -> order.getString("orderLinkId"))
                .containsExactly("old-fetch-1", "old-fetch-2");
    }

    @Test
    void aScriptWithoutAGoodTokenIsRefusedInItsOwnWordsAndPlacesNothing() throws Exception {
        need("python3", "--version");

        Ran.Result ran = run("python3", "guide_urllib.py", "an-old-key-of-bybit");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.output()).contains("refused: 10003").contains("token");
        assertThat(placed()).isZero();
    }
}
