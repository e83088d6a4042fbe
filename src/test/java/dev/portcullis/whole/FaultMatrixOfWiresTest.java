package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.fault.SideEffect;
import dev.portcullis.sandbox.journal.LinkIdTally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rows of the fault matrix that lie below HTTP: requests and answers that are cut, dripped or lost between a gate
 * and its simulator, at any byte of head and body. Each order goes once, is asked for again under its key until it is
 * certain, and is held against what the simulator received and accepted.
 */
@Tag("once")
final class FaultMatrixOfWiresTest {
    private static final int AT_ONCE = 6;
    private static final List<SideEffect> EFFECTS = List.of(SideEffect.values());
    private static final List<FaultProxy.End> ENDS = List.of(FaultProxy.End.values());
    private static final AtomicInteger GOOD = new AtomicInteger();

    @TempDir
    static Path folder;

    private static RunningGate house;
    private static FaultProxy wire;
    private static Bot bot;

    /**
     * One row.
     *
     * @param received how many creates of it reach the simulator
     */
    private record Row(MatrixOrder order, FaultProxy.Fault fault, int received) {}

    @BeforeAll
    static void open() throws Exception {
        house = RunningGate.behind(
                folder,
                "reconcile: { recvWindow: 1s, settle: 500ms }\ntimeouts: { answer: { create: 700ms } }",
                exchange -> {
                    wire = new FaultProxy(exchange);
                    return wire.url();
                });
        bot = house.bot(MatrixOrder.CLIENT, "read", "trade");
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
        wire.close();
    }

    /** U4, U5: the exchange cannot have got a whole request, but only the fence says so. */
    @Test
    void aRequestThatIsCutAnywhereIsUnknownAndThenNotPlaced() {
        untilTheHostIsWell();
        int whole = wire.requestBytes();
        List<Integer> cuts = new ArrayList<>(List.of(0, 1, whole / 2, whole - 1));
        IntStream.iterate(20, bytes -> bytes < whole - 1, bytes -> bytes + 20).forEach(cuts::add);

        hold(IntStream.range(0, cuts.size())
                .mapToObj(i -> new Row(
                        MatrixOrder.ofRow(i, "u5-cut-" + i + "-at-" + cuts.get(i)),
                        new FaultProxy.CutRequest(cuts.get(i)),
                        0))
                .toList());
    }

    /** U6, U7, U10: at every byte of status line, headers and body, half of them behind a hidden success. */
    @Test
    void anAnswerThatIsCutAnywhereIsUnknownWhetherItsOrderLivesOrNot() {
        untilTheHostIsWell();
        hold(IntStream.range(0, wire.answerBytes())
                .mapToObj(FaultMatrixOfWiresTest::cutAt)
                .toList());
    }

    /** All four of effect and end come in turn, and each of them through both doors. */
    private static Row cutAt(int bytes) {
        SideEffect effect = EFFECTS.get(bytes % 2);
        FaultProxy.End end = ENDS.get(bytes / 2 % 2);
        return row(bytes / 4, "u10-at-" + bytes, effect, new FaultProxy.CutAnswer(effect, bytes, end));
    }

    /** U8, U9, U19: nothing, too slowly, or the whole answer to another order. */
    @Test
    void anAnswerThatDoesNotComeInTimeOrIsAnothersIsUnknown() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            for (SideEffect effect : SideEffect.values()) {
                String name = "-" + i + "-" + (effect == SideEffect.NONE ? "none" : "done");
                rows.add(row(i, "u8-silence" + name, effect, new FaultProxy.Silence(effect)));
                rows.add(row(i, "u9-drip" + name, effect, new FaultProxy.Drip(effect)));
            }
            rows.add(row(
                    i,
                    "u19-anothers-" + i,
                    SideEffect.NONE,
                    new FaultProxy.CutAnswer(SideEffect.NONE, Integer.MAX_VALUE, FaultProxy.End.CLOSED)));
        }
        hold(rows);
    }

    private static Row row(int number, String name, SideEffect effect, FaultProxy.Fault fault) {
        return new Row(MatrixOrder.ofRow(number, name), fault, effect == SideEffect.EXECUTED ? 1 : 0);
    }

    private static void hold(List<Row> rows) {
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            List<Row> some = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
            untilTheHostIsWell();
            some.forEach(row -> wire.script(row.order().link(), row.fault()));
            List<MatrixOrder> orders = orders(some);
            List<Bot.Reply> first = MatrixOrder.departed(orders, bot);
            List<Bot.Reply> again = MatrixOrder.sent(orders, bot);
            for (int i = 0; i < orders.size(); i++) {
                orders.get(i).isToldAsUnknown(first.get(i));
                isStillOpenOrFound(orders.get(i), again.get(i));
            }
        }
        assertThat(rows.stream().filter(row -> cameOnAKeptConnection(row.order())))
                .as("orders on a connection that had carried others, as U7 wants it")
                .hasSizeGreaterThan(rows.size() / 4);
        List<Bot.Reply> last = MatrixOrder.certain(orders(rows), bot);
        for (int i = 0; i < rows.size(); i++) {
            holdInTheEnd(rows.get(i), last.get(i));
        }
    }

    private static List<MatrixOrder> orders(List<Row> rows) {
        return rows.stream().map(Row::order).toList();
    }

    /** The second call under the key, before the fence: nothing is proven absent so early, and nothing refused. */
    private static void isStillOpenOrFound(MatrixOrder order, Bot.Reply heard) {
        assertThat(heard.outcome()).as("%s: %s", order, heard.text()).isIn("unknown", "adopted");
    }

    /** The gate may give up before the wire has read the order, so it is waited for. */
    private static boolean cameOnAKeptConnection(MatrixOrder order) {
        Awaitility.await().until(() -> wire.earlierOnItsConnection(order.link()).isPresent());
        return wire.earlierOnItsConnection(order.link()).orElseThrow() > 0;
    }

    private static void holdInTheEnd(Row row, Bot.Reply last) {
        LinkIdTally truth = house.sandbox().journal().tally(row.order().link());
        assertThat(truth).as(row.toString()).isEqualTo(new LinkIdTally(row.received(), row.received()));
        if (truth.accepted() == 1) {
            row.order().isToldAsAdopted(last);
        } else {
            row.order().isToldAsNotPlaced(last);
        }
    }

    /**
     * A host that fails at half of the last 20 requests is left alone (U26), which is another row's matter; so are the
     * orders of a busy machine that miss their deadline.
     */
    private static void untilTheHostIsWell() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .until(() ->
                        goodTraffic().stream().allMatch(reply -> reply.outcome().equals("acked")));
    }

    private static List<Bot.Reply> goodTraffic() {
        List<CompletableFuture<Bot.Reply>> good = IntStream.range(0, 2 * AT_ONCE)
                .mapToObj(i -> bot.sendLater(
                        "POST",
                        "/v5/order/create",
                        Bot.order("good-" + GOOD.incrementAndGet(), "20000")
                                .replace("\"Limit\"", "\"Limit\",\"timeInForce\":\"IOC\"")))
                .toList();
        return good.stream().map(CompletableFuture::join).toList();
    }
}
