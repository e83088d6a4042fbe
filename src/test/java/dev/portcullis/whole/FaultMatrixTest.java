package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.pipeline.OrderLinkIds;
import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.HttpAnswer;
import dev.portcullis.sandbox.fault.SideEffect;
import dev.portcullis.sandbox.journal.LinkIdTally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can go wrong between a create's departure and its answer, row by row: what its caller hears at first, what the
 * gate proves later, and that both are what the simulator's own record says. Every row is sent once, and asked for
 * again under the same key until it is certain. docs/reliability.md has the table.
 */
@Tag("once")
final class FaultMatrixTest {
    private static final String CREATE = "/v5/order/create";
    private static final int AT_ONCE = 6;
    private static final AtomicInteger GOOD = new AtomicInteger();

    @TempDir
    static Path folder;

    private static RunningGate house;
    private static Bot bot;

    /** How a row ends. */
    private enum End {
        ACKED("acked", 1),
        REJECTED("rejected", 0),
        ADOPTED("adopted", 1),
        NOT_PLACED("not_placed", 0);

        private final String outcome;
        private final int orders;

        End(String outcome, int orders) {
            this.outcome = outcome;
            this.orders = orders;
        }

        private boolean isUnknownFirst() {
            return this == ADOPTED || this == NOT_PLACED;
        }
    }

    /**
     * One row.
     *
     * @param name the id of the fault, and its variant
     * @param dose how many of its requests go wrong
     */
    private record Row(String name, Fault fault, Dose dose, End end) {
        private static Row of(String name, Fault fault, End end) {
            return new Row(name, fault, Dose.always(), end);
        }
    }

    @BeforeAll
    static void open() throws Exception {
        house = RunningGate.configured(
                folder, "reconcile: { recvWindow: 500ms, settle: 500ms }\ntimeouts: { answer: { create: 700ms } }");
        bot = house.bot("bot1", "read", "trade");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void whatGoesWrongOnTheWayBackIsUnknownUntilItIsProven() {
        List<Row> rows = new ArrayList<>();
        for (SideEffect effect : SideEffect.values()) {
            rows.addAll(bothWays(effect));
        }
        // U8: silence. One request is carried out at once, the other comes so late that the exchange refuses it.
        rows.add(Row.of("U8 silence after success", new Fault.DelayAnswer(Duration.ofSeconds(4)), End.ADOPTED));
        rows.add(Row.of("U8 silence, then refused", new Fault.DelayRequest(Duration.ofMillis(2_500)), End.NOT_PLACED));
        // U9: a byte now and then, for longer than the deadline of the whole answer
        rows.add(Row.of("U9 drip", new Fault.Drip(1, Duration.ofMillis(50)), End.ADOPTED));
        // U19: the answer is about another order
        rows.add(Row.of("U19 other ids", new Fault.SwapIds("1", "another"), End.ADOPTED));

        hold(rows);
    }

    private static List<Row> bothWays(SideEffect effect) {
        End end = effect == SideEffect.EXECUTED ? End.ADOPTED : End.NOT_PLACED;
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("U6 reset " + effect, new Fault.Reset(effect), end));
        rows.add(instead("U10 empty", effect, HttpAnswer.of(200, HttpAnswer.JSON, ""), end));
        rows.add(instead("U10 cut JSON", effect, HttpAnswer.of(200, HttpAnswer.JSON, "{\"retCode\":0,\"ret"), end));
        rows.add(instead("U10 no JSON", effect, HttpAnswer.of(200, HttpAnswer.JSON, "OK"), end));
        Stream.of(500, 502, 503, 504)
                .forEach(status -> rows.add(
                        instead("U12 " + status, effect, HttpAnswer.html(status, "Bad Gateway", "nginx"), end)));
        // the design's invariant 1: on a create these prove nothing, though the matrix's page calls them refusals
        rows.add(instead("U13 429", effect, HttpAnswer.of(429, HttpAnswer.JSON, "{\"retCode\":10429}"), end));
        IntStream.of(10_429, 10_019).forEach(code -> rows.add(code("U13", effect, code, end)));
        IntStream.of(10000, 10016, 170001, 170007, 170032, 170035, 170146, 170147, 170234)
                .forEach(code -> rows.add(code("U16", effect, code, end)));
        IntStream.of(10014, 110072, 170141, 20006, 110079).forEach(code -> rows.add(code("U17", effect, code, end)));
        rows.add(code("U18 news", effect, 987_654, end));
        rows.add(instead(
                "U19 no ids", effect, HttpAnswer.of(200, HttpAnswer.JSON, "{\"retCode\":0,\"result\":{}}"), end));
        rows.add(instead("U24", effect, HttpAnswer.redirect(302, "http://127.0.0.1:1/v5/order/create"), end));
        rows.add(instead("U25 huge", effect, HttpAnswer.of(200, HttpAnswer.JSON, " ".repeat(3 << 20)), end));
        return rows;
    }

    private static Row instead(String name, SideEffect effect, HttpAnswer answer, End end) {
        return Row.of(name + " " + effect, new Fault.AnswerInstead(effect, answer), end);
    }

    private static Row code(String name, SideEffect effect, int retCode, End end) {
        return Row.of(name + " " + retCode + " " + effect, new Fault.RetCodeInstead(effect, retCode, "so"), end);
    }

    /** U10: wherever the answer to a create is cut, its order lives and is found. */
    @Test
    void anAnswerThatIsCutAnywhereIsUnknownAndThenFound() throws Exception {
        int length = bot.create("u10-cut-at-none").text().length();
        hold(IntStream.range(0, length)
                .mapToObj(bytes ->
                        Row.of(String.format("U10 cut at %04d", bytes), new Fault.Truncate(bytes), End.ADOPTED))
                .toList());
    }

    /** U14, U15, U18: what Bybit says for certain. */
    @Test
    void aDefiniteNoIsOneAtOnceAndATimestampIsMadeAnewOnce() {
        List<Row> rows = new ArrayList<>();
        IntStream.of(110007, 170131, 10001, 110017, 170222, 10403)
                .forEach(code -> rows.add(code("U14, U18", SideEffect.NONE, code, End.REJECTED)));
        Fault late = new Fault.RetCodeInstead(SideEffect.NONE, 10002, "req_timestamp is late");
        rows.add(new Row("U15 once", late, Dose.once(), End.ACKED));
        rows.add(new Row("U15 twice", late, Dose.times(2), End.REJECTED));

        hold(rows);
    }

    /** Sends the rows, half of them through each door, and holds them against the simulator's record. */
    private static void hold(List<Row> rows) {
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            int to = Math.min(rows.size(), from + AT_ONCE);
            goodTraffic();
            List<CompletableFuture<Bot.Reply>> first = IntStream.range(from, to)
                    .mapToObj(at -> begin(rows.get(at)))
                    .toList();
            for (int at = from; at < to; at++) {
                holdAtFirst(rows.get(at), first.get(at - from).join());
            }
        }
        rows.forEach(FaultMatrixTest::holdInTheEnd);
    }

    /** A host that fails at half of the last 20 requests is left alone (U26), which is another row's matter. */
    private static void goodTraffic() {
        List<CompletableFuture<Bot.Reply>> good = IntStream.range(0, 2 * AT_ONCE)
                .mapToObj(i -> bot.sendLater(
                        "POST",
                        CREATE,
                        Bot.order("good-" + GOOD.incrementAndGet(), "20000")
                                .replace("\"Limit\"", "\"Limit\",\"timeInForce\":\"IOC\"")))
                .toList();
        good.forEach(order ->
                assertThat(order.join().outcome()).as(order.join().text()).isEqualTo("acked"));
    }

    private static void holdAtFirst(Row row, Bot.Reply heard) {
        String expected = row.end().isUnknownFirst() ? "unknown" : row.end().outcome;
        assertThat(heard.outcome()).as("%s: %s", row, heard.text()).isEqualTo(expected);
    }

    private static CompletableFuture<Bot.Reply> begin(Row row) {
        house.sandbox().faults().script(FaultMatch.order(CREATE, link(row)), row.fault(), row.dose());
        return send(row);
    }

    private static CompletableFuture<Bot.Reply> send(Row row) {
        return isByV1(row)
                ? bot.sendLater("POST", "/v1/accounts/alpha/orders", Bot.normalized(name(row)))
                : bot.createLater(link(row));
    }

    private static void holdInTheEnd(Row row) {
        LinkIdTally tally = house.sandbox().journal().tally(link(row));
        if (row.end().isUnknownFirst()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !send(row).join().outcome().equals("unknown"));
            String outcome = send(row).join().outcome();
            assertThat(outcome).as("%s %s", row, tally).isEqualTo(row.end().outcome);
        }
        assertThat(tally.accepted()).as(row.toString()).isEqualTo(row.end().orders);
        assertThat(tally.received())
                .as(row.toString())
                .isLessThanOrEqualTo(row.name().startsWith("U15") ? 2 : 1);
    }

    /** Half of them; where the length of the answer counts, none. */
    private static boolean isByV1(Row row) {
        return !(row.fault() instanceof Fault.Truncate) && row.name().hashCode() % 2 == 0;
    }

    private static String name(Row row) {
        return row.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String link(Row row) {
        String name = name(row);
        return isByV1(row)
                ? OrderLinkIds.ofClientOrderId(new AccountId("alpha"), new ClientId("bot1"), name)
                        .text()
                : name;
    }
}
