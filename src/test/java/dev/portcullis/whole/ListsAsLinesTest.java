package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.journal.ReceivedRequest;
import dev.portcullis.sandbox.wire.Category;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists as NDJSON over the whole gate: all of it, a line each, as fast as the reader reads. */
@Tag("once")
final class ListsAsLinesTest {
    private static final String ALPHA = "/v1/accounts/alpha/";
    private static final String EXECUTION_LIST = "/v5/execution/list";
    private static final int PAST = 20_000;
    private static final int PAGE = 100;
    private static final long HEAP_GROWTH_MAX = 64L << 20;

    @TempDir
    private static Path folder;

    private static RunningGate house;
    private static String token;
    private static Bot lines;

    @BeforeAll
    static void open() throws Exception {
        house = RunningGate.wide(folder, 20);
        house.bot("bot1", "read");
        token = house.token("bot1");
        lines = house.bot(token).with("Accept", "application/x-ndjson");
        house.sandbox().venue().seedExecutions(RunningGate.UID, Category.LINEAR, "BTCUSDT", PAST);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static int pagesRead() {
        return house.sandbox().journal().count(EXECUTION_LIST);
    }

    private static List<JsonObject> objects(Bot.Reply reply) {
        return reply.text().lines().map(JsonObject::new).toList();
    }

    @Test
    void manyLinesNeedNoMoreMemoryThanAFew() throws Exception {
        assertReadInLittleMemory("BTCUSDT", PAST);
    }

    @Test
    @Tag("long")
    void aHundredThousandLinesNeedNoMoreMemoryThanAFew() throws Exception {
        house.sandbox().venue().seedExecutions(RunningGate.UID, Category.LINEAR, "SOLUSDT", 100_000);

        assertReadInLittleMemory("SOLUSDT", 100_000);
    }

    /** The ids of all lines are kept by the test itself, in an array that is there before the first measurement. */
    private static void assertReadInLittleMemory(String symbol, int lineCount) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        house.gate().dataUrl().resolve(ALPHA + "executions?symbol=" + symbol))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/x-ndjson")
                .build();
        long[] seqs = new long[lineCount];
        long before = heapInUse();
        long most = before;
        int count = 0;

        try (BufferedReader body = new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8))) {
            for (String line = body.readLine(); line != null; line = body.readLine()) {
                JsonObject fill = new JsonObject(line);
                seqs[count] = fill.getLong("seq");
                if (++count % (lineCount / 5) == 0) {
                    most = Math.max(most, heapInUse());
                }
            }
        }

        assertThat(count).isEqualTo(lineCount);
        assertThat(LongStream.of(seqs).distinct().count())
                .as("none comes twice")
                .isEqualTo(lineCount);
        assertThat(most - before).isLessThan(HEAP_GROWTH_MAX);
    }

    private static long heapInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aReaderThatStopsIsWaitedForAndOneThatLeavesEndsTheReads() throws Exception {
        int before = pagesRead();
        URI gate = house.gate().dataUrl();
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(8 << 10);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gate.getPort()));
            slow.getOutputStream()
                    .write(("GET " + ALPHA
                                    + "executions?symbol=BTCUSDT HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer "
                                    + token + "\r\nAccept: application/x-ndjson\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> slow.getInputStream().available() > 0);

            awaitStandstill();
            assertThat(pagesRead() - before).isLessThan(PAST / PAGE);
            slow.getInputStream().readNBytes(16 << 10);
        }
        awaitStandstill();
        assertThat(pagesRead() - before).isLessThan(PAST / PAGE);
    }

    private static void awaitStandstill() {
        int[] last = {-1};
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(15))
                .until(() -> {
                    int now = pagesRead();
                    boolean stands = now == last[0];
                    last[0] = now;
                    return stands;
                });
    }

    @Test
    void aPageThatBreaksMidwayEndsInALineWithTheProblem() throws Exception {
        house.sandbox().venue().seedExecutions(RunningGate.UID, Category.LINEAR, "ETHUSDT", 1_000);
        house.sandbox()
                .faults()
                .script(new FaultMatch(EXECUTION_LIST, "", "ETHUSDT", ""), new Fault.Truncate(900), Dose.nth(4));

        Bot.Reply reply = lines.get(ALPHA + "executions?symbol=ETHUSDT");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/x-ndjson");
        List<JsonObject> all = objects(reply);
        assertThat(all).hasSize(301);
        assertThat(all.subList(0, 300)).allMatch(line -> line.containsKey("execId"));
        JsonObject last = all.get(300);
        assertThat(last.fieldNames()).containsExactly("problem");
        JsonObject problem = last.getJsonObject("problem");
        assertThat(problem.getString("type")).isIn("/problems/exchange-unreadable", "/problems/not-sent");
        assertThat(problem.getString("requestId")).isEqualTo(reply.header("x-portcullis-request-id"));
    }

    @Test
    void aLongTimeIsWalkedInWindowsOfSevenDays() throws Exception {
        house.sandbox().venue().seedExecutions(RunningGate.UID, Category.INVERSE, "BTCUSD", 150);
        int before = pagesRead();
        String from = Instant.now().minus(Duration.ofDays(20)).toString();

        List<JsonObject> all = objects(lines.get(ALPHA + "executions?category=inverse&from=" + from));

        assertThat(all).hasSize(150).allMatch(line -> line.containsKey("execId"));
        assertThat(pagesRead() - before).as("two pages and two more windows").isEqualTo(4);
        assertThat(house.sandbox().journal().requests(ListsAsLinesTest::isTimed))
                .hasSize(4);
    }

    private static boolean isTimed(ReceivedRequest request) {
        return request.path().equals(EXECUTION_LIST) && request.rawQuery().contains("startTime=");
    }

    @Test
    void whatFailsBeforeTheFirstLineIsAPlainProblem() throws Exception {
        assertThat(lines.get(ALPHA + "executions?limit=10").status()).isEqualTo(400);
        assertThat(lines.get(ALPHA + "orders").status()).isEqualTo(400);
        assertThat(lines.get("/v1/accounts/beta/executions").status()).isEqualTo(403);
        assertThat(lines.get("/v1/accounts/beta/executions").header("content-type"))
                .isEqualTo("application/problem+json");
    }

    @Test
    void aShortListComesWholeAndAnEmptyOneWithoutALine() throws Exception {
        Bot.Reply instruments = lines.get(ALPHA + "instruments?category=linear");
        Bot.Reply none = lines.get(ALPHA + "orders?settleCoin=USDC");

        assertThat(objects(instruments)).isNotEmpty().allMatch(line -> line.containsKey("tickSize"));
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.text()).isEmpty();
        assertThat(none.header("content-type")).isEqualTo("application/x-ndjson");
    }
}
