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
 * callers see, once with {@code ledger.sync: group} and once with {@code os}, which waits for no disk.
 *
 * <p>Arrivals are random at the given mean rate and never wait for answers, so a stall shows as latency of all that
 * come
 * meanwhile. Everything runs in this one process, simulator and callers too, so read the added time, not the totals.
 */
public final class DurableIntentBenchmark {
    private static final int WARM_UP_SECONDS = 5;
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
        Measured os = measure("os");
        Measured group = measure("group");
        System.out.printf(
                "added to an order by group: p50 %d, p99 %d micros%n",
                group.answered.micros(0.50) - os.answered.micros(0.50),
                group.answered.micros(0.99) - os.answered.micros(0.99));
    }

    private Measured measure(String sync) throws Exception {
        Path home = Files.createTempDirectory(folder, "intent-" + sync + "-");
        TimedLedger.Times intents = new TimedLedger.Times();
        Seams seams = new Seams(
                UnaryOperator.identity(), ledger -> new TimedLedger(ledger, intents), UnaryOperator.identity());
        try (RunningGate house = RunningGate.between(home, "ledger: { sync: " + sync + " }", seams)) {
            Bot bot = house.bot("bench", "trade");
            load(bot, sync + "-warm-", WARM_UP_SECONDS);
            intents.clear();
            Latencies answered = load(bot, sync + "-", seconds);
            Measured measured = new Measured(new Latencies(intents.all()), answered);
            measured.intent.print(sync, "intent, append to durable");
            measured.answered.print(sync, "order, arrival to answer");
            return measured;
        }
    }

    private record Measured(Latencies intent, Latencies answered) {}

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
        return new Latencies(answers.stream().map(CompletableFuture::join).toList());
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

    /** Durations in nanoseconds. */
    private static final class Latencies {
        private final long[] sorted;

        private Latencies(List<Long> nanos) {
            this.sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        }

        private long micros(double quantile) {
            int at = (int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length));
            return TimeUnit.NANOSECONDS.toMicros(sorted[at]);
        }

        private void print(String sync, String what) {
            System.out.printf(
                    "%-8s %-28s %8d %8d %8d %8d%n", sync, what, sorted.length, micros(0.50), micros(0.99), micros(1.0));
        }
    }

    /** The gate's own ledger, with a watch on the creates that wait for it. */
    private record TimedLedger(Ledger ledger, Times times) implements Ledger {
        /** How long creates waited, in nanoseconds. */
        private static final class Times {
            private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

            private void clear() {
                nanos.clear();
            }

            private List<Long> all() {
                return List.copyOf(nanos);
            }
        }

        @Override
        public Future<Position> append(List<LedgerRecord> records, Executor home) {
            long begunNanos = System.nanoTime();
            Future<Position> durable = ledger.append(records, home);
            return isCreate(records.get(0))
                    ? durable.onSuccess(at -> times.nanos.add(System.nanoTime() - begunNanos))
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
