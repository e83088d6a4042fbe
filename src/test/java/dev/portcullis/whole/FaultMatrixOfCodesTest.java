package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import dev.portcullis.sandbox.journal.LinkIdTally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows U14 to U18 of the fault matrix over every retCode that Bybit documents, each as the answer to a create of its
 * own through a whole gate. The list is a copy of Bybit's page with the class that each code documents; what a class
 * proves of a create is said here anew.
 */
@Tag("once")
final class FaultMatrixOfCodesTest {
    /** They suspend the key, which {@link UnhealthyKeysTest} tries. */
    private static final Set<Integer> OF_THE_KEY = Set.of(10003, 10004, 10005, 10010, 33004);

    private static final int AT_ONCE = 8;
    private static final String CREATE = "/v5/order/create";

    /** "so already" is a success for settings; for a create it is an answer to something else, and proves nothing. */
    private static final Set<String> PROVE_NOTHING = Set.of("AMBIGUOUS", "DUPLICATE", "NO_CHANGE");
    /** Documented as states, but nothing says that the order was not taken. */
    private static final Set<Integer> PROVE_NOTHING_EITHER = Set.of(40004, 110079);
    /** No failure at all; and the word of a banned address, which is U11's matter: nothing more leaves after it. */
    private static final Set<String> OTHER_ROWS = Set.of("0 OK", "10018 RATE");
    /** The one code after which the gate signs anew (design invariant 4); -1, of the same class, is final. */
    private static final int SIGNED_ONCE_MORE = 10002;

    @TempDir
    static Path folder;

    private static RunningGate house;
    private static Bot bot;

    private record Row(int code, List<String> classes, MatrixOrder order, SideEffect effect) {
        private static Row of(int number, String line) {
            String[] words = line.split(" ", -1);
            int code = Integer.parseInt(words[0]);
            List<String> classes = List.of(words[1].split("\\|", -1));
            boolean hidden = provesNothing(code, classes) && number % 4 < 2;
            return new Row(
                    code,
                    classes,
                    MatrixOrder.ofRow(number, "u18-code-" + words[0] + "-" + number),
                    hidden ? SideEffect.EXECUTED : SideEffect.NONE);
        }

        private boolean provesNothing() {
            return provesNothing(code, classes);
        }

        private static boolean provesNothing(int code, List<String> classes) {
            return PROVE_NOTHING_EITHER.contains(code) || PROVE_NOTHING.containsAll(classes);
        }
    }

    @BeforeAll
    static void open() throws Exception {
        house = RunningGate.configured(
                folder, "reconcile: { recvWindow: 1s, settle: 500ms }\ntimeouts: { answer: { create: 1400ms } }");
        bot = house.bot(MatrixOrder.CLIENT, "read", "trade");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void everyDocumentedCodeIsARefusalOrAnOpenQuestionAsItsClassSays() throws Exception {
        List<String> lines = documented().stream()
                .filter(line ->
                        !OF_THE_KEY.contains(Integer.parseInt(line.strip().split(" ", 2)[0])))
                .toList();
        List<Row> rows = IntStream.range(0, 4 * lines.size())
                .mapToObj(i -> Row.of(i % 4, lines.get(i / 4)))
                .filter(row -> row.provesNothing() || row.order().name().matches(".*-[01]"))
                .toList();
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            holdAtFirst(rows.subList(from, Math.min(rows.size(), from + AT_ONCE)));
        }
        List<Row> open = rows.stream().filter(Row::provesNothing).toList();
        List<Bot.Reply> last = MatrixOrder.certain(open.stream().map(Row::order).toList(), bot);
        for (int i = 0; i < open.size(); i++) {
            holdInTheEnd(open.get(i), last.get(i));
        }
        rows.stream().filter(row -> !row.provesNothing()).forEach(FaultMatrixOfCodesTest::holdRefused);
    }

    private static void holdAtFirst(List<Row> rows) {
        rows.forEach(row -> house.sandbox()
                .faults()
                .script(
                        FaultMatch.order(CREATE, row.order().link()),
                        new Fault.RetCodeInstead(row.effect(), row.code(), "so"),
                        row.code() == SIGNED_ONCE_MORE ? Dose.times(2) : Dose.once()));
        List<Bot.Reply> heard =
                MatrixOrder.departed(rows.stream().map(Row::order).toList(), bot);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.provesNothing()) {
                row.order().isToldAsUnknown(heard.get(i));
            } else {
                row.order().isToldAsRejected(heard.get(i), row.code());
            }
        }
    }

    private static void holdInTheEnd(Row row, Bot.Reply last) {
        LinkIdTally truth = house.sandbox().journal().tally(row.order().link());
        assertThat(truth.received()).as(row.toString()).isEqualTo(1);
        if (truth.accepted() == 1) {
            row.order().isToldAsAdopted(last);
        } else {
            row.order().isToldAsNotPlaced(last);
        }
        assertThat(truth.accepted()).as(row.toString()).isEqualTo(row.effect() == SideEffect.EXECUTED ? 1 : 0);
    }

    /** A proven refusal uses no key up: the same order under the same key is a new intent, and is placed. */
    private static void holdRefused(Row row) {
        int before = row.code() == SIGNED_ONCE_MORE ? 2 : 1;
        String link = row.order().link();
        assertThat(house.sandbox().journal().tally(link)).as(row.toString()).isEqualTo(new LinkIdTally(before, 0));

        if (row.order().door() == MatrixOrder.Door.V5) {
            assertThat(row.order().send(bot).join().outcome())
                    .as(row.toString())
                    .isEqualTo("acked");
            assertThat(house.sandbox().journal().tally(link))
                    .as(row.toString())
                    .isEqualTo(new LinkIdTally(before + 1, 1));
        }
    }

    private static List<String> documented() throws IOException {
        try (InputStream in = FaultMatrixOfCodesTest.class.getResourceAsStream("/bybit/documented-ret-codes.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !OTHER_ROWS.contains(line))
                    .toList();
        }
    }
}
