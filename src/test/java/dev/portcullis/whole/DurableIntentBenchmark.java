package dev.portcullis.whole;

import dev.portcullis.gate.Seams;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.Position;
import dev.portcullis.model.EndpointKind;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * What the durable intent adds to an order: how long creates wait for their record at a steady rate, and what their
 * callers see, with {@code ledger.sync: group} and with {@code os}, which waits for no disk, in alternating rounds.
 *
 * <p>Arrivals are random at the given mean rate and never wait for answers, so a stall shows as latency of all that
 * come meanwhile. Everything runs in this one process, simulator and callers too, so read the added time, not the
 * totals.
 */
public final class DurableIntentBenchmark {
    private static final int WARM_UP_SECONDS = 5;
    private static final int ROUNDS = 2;
    private static final long SEED = 20;

    private final int perSecond;
    private final int seconds;
    private final Path folder;

    private DurableIntentBenchmark(int perSecond, int seconds, Path folder) {
        this.perSecond = perSecond;
        this.seconds = seconds;
        this.folder = folder;
    }

    /**
     * Runs it and prints a table.
     *
     * @param arguments orders a second, seconds, and the folder whose disk is measured
     */
    public static void main(String... arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("usage: DurableIntentBenchmark ORDERS-PER-SECOND SECONDS FOLDER");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        new DurableIntentBenchmark(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), folder).run();
        System.exit(0);
    }

    private void run() throws Exception {
        System.out.printf("%d orders a second for %d s, micros%n", perSecond, seconds);
        System.out.printf("%-8s %-28s %8s %8s %8s %8s%n", "sync", "", "orders", "p50", "p99", "max");
        measure("os", WARM_UP_SECONDS);
        Measured os = new Measured(new Latencies(), new Latencies());
        Measured group = new Measured(new Latencies(), new Latencies());
        for (int round = 0; round < ROUNDS; round++) {
            os.add(measure("os", seconds));
            group.add(measure("group", seconds));
        }
        os.print("os");
        group.print("group");
        System.out.printf(
                "added by group, in micros: intent p50 %d, p99 %d; order p50 %d, p99 %d%n",
                group.intent.micros(0.50) - os.intent.micros(0.50),
                group.intent.micros(0.99) - os.intent.micros(0.99),
                group.answered.micros(0.50) - os.answered.micros(0.50),
                group.answered.micros(0.99) - os.answered.micros(0.99));
    }

    private Measured measure(String sync, int forSeconds) throws Exception {
        Path home = Files.createTempDirectory(folder, "intent-" + sync + "-");
        Latencies intents = new Latencies();
        Seams seams = new Seams(
                UnaryOperator.identity(), ledger -> new TimedLedger(ledger, intents), UnaryOperator.identity());
        try (RunningGate house = RunningGate.between(home, "ledger: { sync: " + sync + " }", seams)) {
            Bot bot = house.bot("bench", "trade");
            load(bot, sync + "-warm-", WARM_UP_SECONDS);
            intents.clear();
            return new Measured(intents, load(bot, sync + "-", forSeconds));
        }
    }

    private record Measured(Latencies intent, Latencies answered) {
        private void add(Measured more) {
            intent.add(more.intent);
            answered.add(more.answered);
        }

        private void print(String sync) {
            intent.print(sync, "intent, append to confirmed");
            answered.print(sync, "order, arrival to answer");
        }
    }

    private Latencies load(Bot bot, String prefix, int forSeconds) {
        Random random = new Random(SEED);
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        long begunNanos = System.nanoTime();
        long dueNanos = begunNanos;
        long endNanos = begunNanos + TimeUnit.SECONDS.toNanos(forSeconds);
        for (int i = 0; dueNanos < endNanos; i++) {
            await(dueNanos);
            long arrivedNanos = dueNanos;
            answers.add(bot.sendLater("POST", "/v5/order/create", order(prefix + i))
                    .thenApply(reply -> took(reply, arrivedNanos)));
            dueNanos += (long) (-Math.log(1 - random.nextDouble()) * TimeUnit.SECONDS.toNanos(1) / perSecond);
        }
        Latencies latencies = new Latencies();
        answers.forEach(answer -> latencies.add(answer.join()));
        return latencies;
    }

    private static void await(long dueNanos) {
        while (System.nanoTime() < dueNanos) {
            LockSupport.parkNanos(dueNanos - System.nanoTime());
        }
    }

    private static long took(Bot.Reply reply, long arrivedNanos) {
        if (reply.retCode() != 0) {
            throw new IllegalStateException("an order of the benchmark was not acked: " + reply.text());
        }
        return System.nanoTime() - arrivedNanos;
    }

    /** Never rests, for Bybit bears 500 open orders. */
    private static String order(String orderLinkId) {
        return "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\","
                + "\"timeInForce\":\"IOC\",\"qty\":\"0.001\",\"price\":\"20000\",\"orderLinkId\":\"" + orderLinkId
                + "\"}";
    }

    /** Durations in nanoseconds; any thread may add one. */
    private static final class Latencies {
        private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

        private void add(long took) {
            nanos.add(took);
        }

        private void add(Latencies more) {
            nanos.addAll(more.nanos);
        }

        private void clear() {
            nanos.clear();
        }

        private long micros(double quantile) {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            int at = (int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length));
            return TimeUnit.NANOSECONDS.toMicros(sorted[at]);
        }

        private void print(String sync, String what) {
            System.out.printf(
                    "%-8s %-28s %8d %8d %8d %8d%n", sync, what, nanos.size(), micros(0.50), micros(0.99), micros(1.0));
        }
    }

    /** The gate's own ledger, with a watch on the creates that wait for it. */
    private record TimedLedger(Ledger ledger, Latencies creates) implements Ledger {
        @Override
        public Future<Position> append(List<LedgerRecord> records, Executor home) {
            long begunNanos = System.nanoTime();
            Future<Position> durable = ledger.append(records, home);
            return isCreate(records.get(0))
                    ? durable.onSuccess(at -> creates.add(System.nanoTime() - begunNanos))
                    : durable;
        }

        private static boolean isCreate(LedgerRecord record) {
            return record instanceof LedgerRecord.Intent intent
                    && intent.route().kind() == EndpointKind.CREATE;
        }

        @Override
        public void note(LedgerRecord record, LongConsumer recordedAt) {
            ledger.note(record, recordedAt);
        }

        @Override
        public Optional<String> trouble() {
            return ledger.trouble();
        }

        @Override
        public Future<Void> close() {
            return ledger.close();
        }
    }
}
