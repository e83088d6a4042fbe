package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.door.v1.OpenApi;
import dev.portcullis.whole.RequestMaker.Made;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests made from the OpenAPI document, valid and invalid: every answer is one that the document describes. */
@Tag("once")
final class GeneratedRequestsTest {
    private static final int AT_ONCE = 16;
    private static final String GOOD_ORDER =
            "{\"symbol\":\"BTCUSDT\",\"side\":\"buy\",\"type\":\"limit\",\"qty\":\"0.001\",\"price\":\"20000\"}";
    private static final long SEED = 20_261_125;

    @TempDir
    private Path folder;

    private final OpenApi document = OpenApi.served();
    private final Schemas schemas = new Schemas(document);
    private final AnswerContract contract = new AnswerContract(document, schemas);
    private final Random random = new Random(SEED);
    private final RequestMaker maker = new RequestMaker(new ValueMaker(document, schemas, random), random);
    private final Map<String, Set<Integer>> seen = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();

    private record Asked(Made made, CompletableFuture<Bot.Reply> reply) {}

    @Test
    void everyAnswerIsOneThatTheDocumentDescribes() throws Exception {
        assertDescribed(2);
    }

    @Test
    @Tag("long")
    void everyAnswerOfThousandsIsOneThatTheDocumentDescribes() throws Exception {
        assertDescribed(10);
    }

    /** Requests to one operation go out together; a cancel beside a create would rightly take it out of the line. */
    private void assertDescribed(int rounds) throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            List<Bot> known = known(house);
            List<Bot> withStrangers = new ArrayList<>(known);
            withStrangers.addAll(List.of(house.bot("pcl_nobody00_nothing"), house.bot("")));
            for (int round = 0; round < rounds; round++) {
                List<Bot> callers = round == 0 ? withStrangers : known;
                for (OpenApi.Operation operation : document.operations()) {
                    maker.learn(callers.get(0).post("/v1/accounts/alpha/orders", GOOD_ORDER));
                    askTogether(operation, callers);
                }
            }
            assertThat(house.gate().budgets().meter().inFlight()).isZero();
        }

        assertThat(complaints).isEmpty();
        assertThat(seen).hasSize(document.operations().size());
        seen.forEach((operation, statuses) -> assertThat(statuses)
                .as(operation)
                .anyMatch(status -> status < 300)
                .anyMatch(status -> status >= 400));
    }

    private void askTogether(OpenApi.Operation operation, List<Bot> callers) throws Exception {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            asked.add(ask(maker.make(operation), callers));
        }
        for (Asked one : asked) {
            judge(one.made(), one.reply().get(30, TimeUnit.SECONDS));
        }
    }

    /** Most requests are from one who may do everything; strangers are few, for the gate slows them down. */
    private static List<Bot> known(RunningGate house) throws Exception {
        Bot trader = house.bot("trader", "read", "trade");
        List<Bot> callers = new ArrayList<>(Collections.nCopies(16, trader));
        callers.add(house.bot("reader", "read"));
        callers.add(house.bot("watchdog", "cancel"));
        return callers;
    }

    private Asked ask(Made made, List<Bot> callers) {
        Bot caller = callers.get(random.nextInt(callers.size()));
        for (Map.Entry<String, String> header : made.headers().entrySet()) {
            caller = caller.with(header.getKey(), header.getValue());
        }
        return new Asked(made, caller.sendLater(made.operation().method(), made.target(), made.body()));
    }

    /** A batch is served whatever is wrong with one of its orders; that one's result is a problem. */
    private static boolean saysWhatIsWrong(Bot.Reply reply) {
        return reply.text().contains("\"results\"") && reply.text().contains("/problems/malformed");
    }

    private void judge(Made made, Bot.Reply reply) {
        maker.learn(reply);
        seen.computeIfAbsent(made.operation().toString(), first -> new TreeSet<>())
                .add(reply.status());
        List<String> found = new ArrayList<>(contract.complaints(made.operation(), reply));
        if (reply.status() >= 500) {
            found.add("status " + reply.status());
        }
        if (made.isWrong() && reply.status() < 400 && !saysWhatIsWrong(reply)) {
            found.add("it is wrong (" + made.flaw() + ") and was served");
        }
        found.forEach(complaint ->
                complaints.add(complaint + " <- " + made.operation().method() + " " + made.target() + " "
                        + made.headers() + " " + made.body() + " -> " + reply.status() + " " + reply.text()));
    }
}
