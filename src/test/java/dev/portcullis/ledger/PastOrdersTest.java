package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.RejectedException;
import io.vertx.core.Future;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders of long ago, found again from the index files of sealed segments. */
@Tag("once")
class PastOrdersTest {
    private static final EnvironmentId TESTNET = new EnvironmentId("testnet");
    private static final AccountId ALPHA = new AccountId("alpha");
    private static final long TWO_ORDERS = 2_000;

    private final FakeDisk disk = new FakeDisk();
    private final FakeIndexes indexes = new FakeIndexes();
    private final FakeTime time = new FakeTime();
    private LedgerWriter writer;

    @Test
    void aReplayFindsWhatItNeedsOfAnOldOrder() throws Exception {
        write(Records.create(1), Records.acked(1));
        sealAFew();

        PastOrder order = find(open(), "link-1").orElseThrow();

        assertThat(order.intent()).isEqualTo(Records.create(1));
        assertThat(order.outcome()).contains(new Outcome.Acked(Optional.of(new OrderId("order-1"))));
        assertThat(order.position().segment()).isEqualTo(1);
        assertThat(LedgerEntry.at(disk, new Place(1, (int) order.position().offset()))
                        .position())
                .isEqualTo(order.position());
    }

    @Test
    void anOrderIsFoundUnderItsAliasToo() throws Exception {
        write(Records.createWithAlias(1, "alias-1"), Records.acked(1));
        sealAFew();
        PastOrders past = open();

        assertThat(find(past, "alias-1")).isEqualTo(find(past, "link-1")).isPresent();
        assertThat(find(past, "alias-2")).isEmpty();
    }

    @Test
    void aCancelFindsAnOldOrderByItsOrderId() throws Exception {
        write(Records.create(1), Records.acked(1));
        sealAFew();
        PastOrders past = open();

        assertThat(result(past.find(TESTNET, ALPHA, new OrderId("order-1"), Runnable::run))
                        .map(PastOrder::intent))
                .contains(Records.create(1));
        assertThat(result(past.find(TESTNET, ALPHA, new OrderId("order-x"), Runnable::run)))
                .isEmpty();
        assertThat(result(past.find(TESTNET, new AccountId("beta"), new OrderId("order-1"), Runnable::run)))
                .isEmpty();
    }

    @Test
    void aNewOrderIsToldAbsentAtOnceAndNothingIsRead() throws Exception {
        sealAFew();
        PastOrders past = open();
        int readOfIndexes = indexes.reads();
        int reads = disk.reads();
        List<Future<Optional<PastOrder>>> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add(past.find(TESTNET, ALPHA, new OrderLinkId("new-" + i), Runnable::run));
        }

        assertThat(asked).allSatisfy(future -> assertThat(result(future)).isEmpty());
        assertThat(indexes.reads()).isEqualTo(readOfIndexes);
        assertThat(disk.reads()).isEqualTo(reads);
    }

    @Test
    void theDiskIsAskedElsewhereAndTheAnswerComesHome() throws Exception {
        write(Records.create(1), Records.acked(1));
        sealAFew();
        ArrayDeque<Runnable> onDisk = new ArrayDeque<>();
        ArrayDeque<Runnable> home = new ArrayDeque<>();
        PastOrders past = PastOrders.open(disk, indexes, onDisk::add);
        int reads = disk.reads();

        Future<Optional<PastOrder>> found = past.find(TESTNET, ALPHA, new OrderLinkId("link-1"), home::add);
        assertThat(disk.reads()).as("by the caller").isEqualTo(reads);
        onDisk.remove().run();
        assertThat(found.isComplete()).as("before its home has run").isFalse();
        home.remove().run();

        assertThat(result(found)).isPresent();
    }

    @Test
    void tooManyLookUpsAreRefusedForTheOrderMayExist() throws Exception {
        write(Records.create(1), Records.acked(1));
        sealAFew();
        PastOrders past = PastOrders.open(disk, indexes, task -> {
            throw new RejectedExecutionException("full");
        });

        Future<Optional<PastOrder>> found = past.find(TESTNET, ALPHA, new OrderLinkId("link-1"), Runnable::run);

        assertThat(found.cause()).isInstanceOf(RejectedException.class).hasMessageContaining("too many");
    }

    @Test
    void aLaterSegmentSettlesAnOrderOfAnOlderOne() throws Exception {
        write(Records.create(1), Records.outcome(1, new Outcome.Unknown("no answer")));
        sealAFew();
        PastOrders past = open();
        Optional<Outcome> before = find(past, "link-1").orElseThrow().outcome();
        write(Records.resolved(1, new Outcome.Adopted(new OrderId("found-1"))));
        sealAFew();
        past.catchUp();

        assertThat(before).contains(new Outcome.Unknown("no answer"));
        assertThat(find(past, "link-1").orElseThrow().outcome()).contains(new Outcome.Adopted(new OrderId("found-1")));
        assertThat(result(past.find(TESTNET, ALPHA, new OrderId("found-1"), Runnable::run))
                        .map(PastOrder::intent))
                .contains(Records.create(1));
    }

    @Test
    void anOrderThatComesBackToLifeAfterItWasProvenAbsentIsTold() throws Exception {
        write(Records.create(1), Records.resolved(1, new Outcome.NotPlaced("two reads")));
        sealAFew();
        write(Records.resolved(1, new Outcome.Adopted(new OrderId("late-1"))));
        sealAFew();

        assertThat(find(open(), "link-1").orElseThrow().outcome()).contains(new Outcome.Adopted(new OrderId("late-1")));
    }

    @Test
    void anIntentThatWasCalledBackWasNotSent() throws Exception {
        write(Records.create(1));
        long seq = lastSeq();
        sealAFew();
        write(new SystemRecord.Dropped(Records.requestId(1), seq, seq));
        sealAFew();

        assertThat(find(open(), "link-1").orElseThrow().outcome()).containsInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void anIdThatWasFreedAndUsedAgainMeansTheNewerOrder() throws Exception {
        write(Records.create(1, "again"), Records.outcome(1, new Outcome.Rejected(110_007)));
        sealAFew();
        write(Records.create(2, "again"), Records.acked(2));
        sealAFew();

        assertThat(find(open(), "again").orElseThrow().intent().requestId()).isEqualTo(Records.requestId(2));
    }

    @Test
    void theEndOfACancelIsNotTakenForTheEndOfACreate() throws Exception {
        write(Records.create(1), Records.cancel(2), Records.outcome(2, new Outcome.Acked(Optional.empty())));
        sealAFew();

        assertThat(find(open(), "link-1").orElseThrow().outcome()).isEmpty();
        assertThat(find(open(), "link-2")).isEmpty();
    }

    @Test
    void aStartReadsTheOpenCreatesAndTheTailAlone() throws Exception {
        write(Records.create(1), Records.outcome(1, new Outcome.Unknown("no answer")));
        write(Records.create(2));
        write(Records.create(3), Records.acked(3));
        sealAFew();
        PastOrders past = open();
        write(Records.create(4));
        List<LedgerRecord> replayed = new ArrayList<>();

        past.replay(entry -> replayed.add(entry.record()));

        assertThat(replayed)
                .startsWith(Records.create(1), Records.outcome(1, new Outcome.Unknown("no answer")), Records.create(2))
                .endsWith(Records.create(4))
                .doesNotContain(Records.create(3))
                .hasSizeLessThan(10);
    }

    @Test
    void aLedgerWithoutASealedSegmentIsReplayedWhole() throws Exception {
        write(Records.create(1), Records.acked(1));
        PastOrders past = open();
        List<LedgerRecord> replayed = new ArrayList<>();

        past.replay(entry -> replayed.add(entry.record()));

        assertThat(replayed).contains(Records.create(1), Records.acked(1));
        assertThat(past.indexedUpTo()).isZero();
    }

    @Test
    void whatIsNotSealedIsNotFoundAndTheCallerIsToldHowFarItIs() throws Exception {
        sealAFew();
        PastOrders past = open();
        long indexed = past.indexedUpTo();
        write(Records.create(1), Records.acked(1));
        long seq = lastSeq();

        assertThat(indexed).isLessThan(seq);
        assertThat(find(past, "link-1")).isEmpty();
        sealAFew();
        past.catchUp();
        assertThat(past.indexedUpTo()).isGreaterThanOrEqualTo(seq);
        assertThat(find(past, "link-1")).isPresent();
    }

    @Test
    void aMissingIndexIsMadeAnew() throws Exception {
        write(Records.create(1), Records.acked(1));
        sealAFew();
        PastOrders past = open();
        Map<Integer, byte[]> made = new HashMap<>(indexes.files);
        int written = indexes.written();

        open();
        assertThat(indexes.written()).as("whole indexes are left alone").isEqualTo(written);
        indexes.files.clear();

        assertThat(find(past, "link-1")).as("beside the running gate").isPresent();
        indexes.files.remove(1);
        assertThat(find(open(), "link-1")).as("at the next start").isPresent();
        assertThat(indexes.files)
                .containsOnlyKeys(made.keySet())
                .allSatisfy((segment, bytes) -> assertThat(bytes).isEqualTo(made.get(segment)));
    }

    @Test
    void noDamagedByteOfAnIndexHidesAnOrder() throws Exception {
        write(Records.create(1), Records.acked(1), Records.create(2));
        sealAFew();
        open();
        byte[] whole = indexes.files.get(1);
        for (int at = 0; at < whole.length; at += at > whole.length - 400 ? 3 : 89) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            indexes.files.put(1, damaged);
            PastOrders started = open();

            assertThat(find(started, "link-1")).as("byte " + at).isPresent();
            assertThat(result(started.find(TESTNET, ALPHA, new OrderId("order-1"), Runnable::run)))
                    .as("byte " + at)
                    .isPresent();
        }
    }

    @Test
    void anIndexThatIsDamagedBesideTheRunningGateIsMended() throws Exception {
        write(Records.create(1), Records.acked(1));
        sealAFew();
        PastOrders past = open();
        byte[] damaged = indexes.files.get(1).clone();
        damaged[3] ^= 1;
        indexes.files.put(1, damaged);

        assertThat(find(past, "link-1")).isPresent();
        assertThat(indexes.files.get(1)).isNotEqualTo(damaged);
    }

    @Test
    void anIndexOfAnotherLedgerIsNotBelieved() throws Exception {
        PastOrdersTest other = new PastOrdersTest();
        other.sealAFew();
        other.open();
        write(Records.create(1), Records.acked(1));
        sealAFew();
        open();
        indexes.files.put(2, other.indexes.files.get(2));

        open();

        assertThat(indexes.files.get(2)).isNotEqualTo(other.indexes.files.get(2));
    }

    @Test
    void aSealedSegmentThatIsNotWholeHasNoIndexAndIsNamed() throws Exception {
        sealAFew();
        byte[] changed = disk.bytes(1);
        changed[changed.length / 2] ^= 1;

        assertThatThrownBy(() -> PastOrders.open(disk.with(1, changed), indexes, Runnable::run))
                .isInstanceOf(LedgerDamage.class)
                .hasMessageContaining("00000001.log");
    }

    @Test
    void whatTheIndexesSayIsWhatAWholeReadingSays() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            new PastOrdersTest().compare(new Random(seed), "seed " + seed);
        }
    }

    /** Creates, cancels and ends at random over many segments; the model keeps the newest word of every create. */
    private void compare(Random random, String seed) throws IOException {
        Map<Integer, Optional<Outcome>> model = new HashMap<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            int kind = random.nextInt(10);
            if (kind < 4 || open.isEmpty()) {
                write(Records.create(i));
                model.put(i, Optional.empty());
                open.add(i);
            } else if (kind < 6) {
                write(Records.cancel(i), Records.outcome(i, new Outcome.Acked(Optional.empty())));
            } else {
                int order = open.get(random.nextInt(open.size()));
                Outcome outcome = someOutcome(random, order);
                write(random.nextBoolean() ? Records.outcome(order, outcome) : Records.resolved(order, outcome));
                model.put(order, Optional.of(outcome));
                if (!(outcome instanceof Outcome.Unknown)) {
                    open.remove(Integer.valueOf(order));
                }
            }
        }
        sealAFew();
        PastOrders past = open();

        model.forEach((order, outcome) -> assertThat(find(past, "link-" + order))
                .as(seed + ", order " + order)
                .hasValueSatisfying(found -> {
                    assertThat(found.intent()).isEqualTo(Records.create(order));
                    assertThat(found.outcome()).isEqualTo(outcome);
                }));
    }

    private static Outcome someOutcome(Random random, int order) {
        return switch (random.nextInt(5)) {
            case 0 -> new Outcome.Unknown("no answer");
            case 1 -> new Outcome.Rejected(110_007);
            case 2 -> new Outcome.NotPlaced("two reads");
            case 3 -> new Outcome.Adopted(new OrderId("adopted-" + order));
            default -> new Outcome.Acked(Optional.of(new OrderId("order-" + order)));
        };
    }

    private PastOrders open() throws IOException {
        return PastOrders.open(disk, indexes, Runnable::run);
    }

    private static Optional<PastOrder> find(PastOrders past, String orderLinkId) {
        return result(past.find(TESTNET, ALPHA, new OrderLinkId(orderLinkId), Runnable::run));
    }

    private static <T> T result(Future<T> future) {
        assertThat(future.succeeded()).as(String.valueOf(future.cause())).isTrue();
        return future.result();
    }

    private void write(LedgerRecord... records) throws IOException {
        if (writer == null) {
            LedgerSettings settings = new LedgerSettings(SyncMode.GROUP, TWO_ORDERS, 100, 1_000_000_000);
            writer = new LedgerStart(disk, settings, time.time(), new SecureRandom()).open("test", new FakeWatcher());
        }
        for (LedgerRecord record : records) {
            writer.append(record, Runnable::run);
            writer.step();
        }
        while (writer.step() == LedgerWriter.Progress.WORKED) {
            // until nothing waits
        }
    }

    /** Fills the segment that is being written and two more. */
    private void sealAFew() throws IOException {
        int last = disk.segments().isEmpty()
                ? 1
                : disk.segments().get(disk.segments().size() - 1);
        while (!disk.segments().contains(last + 2)) {
            write(Records.admin("x".repeat(400)));
        }
    }

    private long lastSeq() throws IOException {
        List<LedgerEntry> all = LedgerWriterTest.replay(disk);
        return all.get(all.size() - 1).position().seq();
    }
}
