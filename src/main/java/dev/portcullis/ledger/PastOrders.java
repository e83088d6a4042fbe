package dev.portcullis.ledger;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The creates of all sealed segments: a filter in memory and a sorted index file beside each segment, which is made
 * anew whenever it is missing or damaged. Memory grows by some ten bits an order, whatever the ledger's size.
 */
public final class PastOrders implements OrderLookup, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(PastOrders.class);

    private final SegmentSource source;
    private final IndexFiles files;
    private final DiskWork disk;

    /** Held by those who make, mend or drop indexes, never on an event loop; look-ups do without. */
    private final Object upkeep = new Object();

    private volatile Known known = new Known(List.of(), new OrderFilter(0));

    /** What look-ups work with; the indexes stand in the order of their segments. */
    private record Known(List<SegmentIndex> indexes, OrderFilter filter) {}

    private PastOrders(SegmentSource source, IndexFiles files, Executor disk) {
        this.source = source;
        this.files = files;
        this.disk = new DiskWork(disk);
    }

    /**
     * The past of that ledger. Reads the footers and the orders of all indexes, and makes those that are missing;
     * blocks.
     *
     * @param disk where look-ups read; its queue bounds how many may wait
     * @throws LedgerDamage when a sealed segment that has no index is not whole
     */
    public static PastOrders open(SegmentSource source, IndexFiles files, Executor disk) throws IOException {
        PastOrders past = new PastOrders(source, files, disk);
        past.catchUp();
        return past;
    }

    /** Learns every segment that has been sealed since; blocks, for a second or so with each. */
    public void catchUp() throws IOException {
        synchronized (upkeep) {
            List<SegmentIndex> indexes = new ArrayList<>(known.indexes);
            int learnt = indexes.size();
            for (int segment : sealedBehind(indexes)) {
                indexes.add(load(indexes, segment));
            }
            publish(indexes, learnt);
        }
    }

    @Override
    public Future<Optional<PastOrder>> find(
            EnvironmentId environment, AccountId account, OrderLinkId orderLinkId, Executor home) {
        long key = IndexKey.ofOrder(environment, account, orderLinkId);
        if (!known.filter.mayHold(key)) {
            return Future.succeededFuture(Optional.empty());
        }
        return disk.ask(
                () -> search(past -> past.byLink(new PastSearch.Link(key, environment, account, orderLinkId))), home);
    }

    @Override
    public Future<Optional<PastOrder>> find(
            EnvironmentId environment, AccountId account, OrderId orderId, Executor home) {
        long key = IndexKey.ofOrderId(environment, account, orderId);
        return disk.ask(() -> search(past -> past.byId(key, environment, account, orderId)), home);
    }

    @Override
    public long indexedUpTo() {
        return newest(known.indexes).map(index -> index.footer().lastSeq()).orElse(0L);
    }

    /**
     * Hands over what a start must know: the creates of sealed segments whose outcome is open, each with its newest
     * word, then every record of creates behind those segments, and of what became of them. Blocks.
     */
    public void replay(Consumer<LedgerEntry> consumer) throws IOException {
        List<SegmentIndex> indexes = known.indexes;
        Position tail = LedgerReader.BEGINNING;
        if (!indexes.isEmpty()) {
            SegmentIndex newest = indexes.get(indexes.size() - 1);
            replayOpen(newest, new PastSearch(source, indexes), consumer);
            tail = new Position(newest.footer().lastSeq() + 1, newest.segment() + 1, 0);
        }
        new LedgerReader(source).follow(tail, RecordKind.OF_ORDERS, consumer);
    }

    private void replayOpen(SegmentIndex newest, PastSearch search, Consumer<LedgerEntry> consumer) throws IOException {
        for (OpenCreates.Open create : OpenCreates.at(newest, source).all()) {
            consumer.accept(LedgerEntry.at(source, create.place()));
            search.newestWord(create).ifPresent(consumer);
        }
    }

    /** The oldest sealed segment, when no create that stands in it is open and another sealed one follows it. */
    Optional<IndexFooter> oldestThatMayGo() throws IOException {
        List<SegmentIndex> indexes = known.indexes;
        if (indexes.size() < 2) {
            return Optional.empty();
        }
        IndexFooter oldest = indexes.get(0).footer();
        List<Integer> holding = new ArrayList<>();
        indexes.get(indexes.size() - 1)
                .forEach(IndexSection.OPEN, open -> holding.add(open.place().segment()));
        return holding.stream().anyMatch(segment -> segment <= oldest.segment())
                ? Optional.empty()
                : Optional.of(oldest);
    }

    /** Drops the oldest segment, whose file is about to go; its orders are not found any more. */
    void forget(int segment) throws IOException {
        synchronized (upkeep) {
            List<SegmentIndex> left = new ArrayList<>(known.indexes);
            SegmentIndex oldest = left.remove(0);
            if (oldest.segment() != segment) {
                throw new IllegalArgumentException("segment " + segment + " is not the oldest");
            }
            known = new Known(List.copyOf(left), known.filter);
            oldest.close();
            files.delete(segment);
        }
    }

    /** Gives all index files back; nothing can be looked up any more. */
    @Override
    public void close() throws IOException {
        synchronized (upkeep) {
            for (SegmentIndex index : known.indexes) {
                index.close();
            }
        }
    }

    /** Bytes of memory that the filter takes. */
    long filterBytes() {
        return known.filter.bytes();
    }

    private Optional<PastOrder> search(Question question) throws IOException {
        try {
            return question.ask(new PastSearch(source, known.indexes));
        } catch (IOException damagedOrRetired) {
            mend();
            return question.ask(new PastSearch(source, known.indexes));
        }
    }

    /** Makes every index anew that is missing or has lost a part. */
    private void mend() throws IOException {
        synchronized (upkeep) {
            List<SegmentIndex> indexes = new ArrayList<>(known.indexes);
            for (int i = 0; i < indexes.size(); i++) {
                if (!isWhole(indexes.get(i))) {
                    remake(indexes, i);
                }
            }
            known = new Known(List.copyOf(indexes), known.filter);
        }
    }

    private static boolean isWhole(SegmentIndex index) {
        try {
            for (IndexSection section : IndexSection.values()) {
                index.forEach(section, entry -> {});
            }
            return true;
        } catch (IOException damaged) {
            LOG.warn("{}; it is made anew from its segment", damaged.getMessage());
            return false;
        }
    }

    private List<Integer> sealedBehind(List<SegmentIndex> indexes) throws IOException {
        List<Integer> segments = source.segments();
        int newest = newest(indexes).map(SegmentIndex::segment).orElse(0);
        return segments.stream()
                .limit(Math.max(0, segments.size() - 1))
                .filter(segment -> segment > newest)
                .toList();
    }

    private SegmentIndex load(List<SegmentIndex> before, int segment) throws IOException {
        try {
            SegmentIndex index = SegmentIndex.open(files, segment);
            boolean isOfThisChain = newest(before)
                    .map(previous ->
                            previous.footer().head().equals(index.footer().before()))
                    .orElse(true);
            if (isOfThisChain) {
                return index;
            }
            index.close();
            LOG.warn("the index of {} belongs to another ledger; it is made anew", SegmentName.of(segment));
        } catch (IndexDamage | NoSuchFileException missing) {
            LOG.info("{} gets its index: {}", SegmentName.of(segment), missing.getMessage());
        }
        return make(before, before.size(), segment);
    }

    /** @param at where the index stands, or will stand, among the others */
    private SegmentIndex make(List<SegmentIndex> indexes, int at, int segment) throws IOException {
        ChainHash follows = at == 0 ? null : indexes.get(at - 1).footer().head();
        OpenCreates open = at == 0 ? new OpenCreates() : openBehind(indexes, at - 1);
        files.write(segment, new SegmentIndexing(source, segment, open).encode(follows));
        return SegmentIndex.open(files, segment);
    }

    private void remake(List<SegmentIndex> indexes, int at) throws IOException {
        SegmentIndex damaged = indexes.get(at);
        damaged.close();
        indexes.set(at, make(indexes, at, damaged.segment()));
    }

    private OpenCreates openBehind(List<SegmentIndex> indexes, int at) throws IOException {
        try {
            return OpenCreates.at(indexes.get(at), source);
        } catch (IndexDamage damaged) {
            remake(indexes, at);
            return OpenCreates.at(indexes.get(at), source);
        }
    }

    /** Fills the filter with what is new, or a bigger one with everything, then lets look-ups see it. */
    private void publish(List<SegmentIndex> indexes, int learnt) throws IOException {
        OrderFilter filter = known.filter;
        int from = learnt;
        if (!filter.hasRoomFor(orders(indexes.subList(learnt, indexes.size())))) {
            filter = new OrderFilter(orders(indexes));
            from = 0;
        }
        for (int i = from; i < indexes.size(); i++) {
            fill(filter, indexes, i);
        }
        known = new Known(List.copyOf(indexes), filter);
    }

    private void fill(OrderFilter filter, List<SegmentIndex> indexes, int at) throws IOException {
        try {
            indexes.get(at).forEach(IndexSection.ORDERS, order -> filter.add(order.key()));
        } catch (IndexDamage damaged) {
            LOG.warn("{}; it is made anew from its segment", damaged.getMessage());
            remake(indexes, at);
            indexes.get(at).forEach(IndexSection.ORDERS, order -> filter.add(order.key()));
        }
    }

    private static int orders(List<SegmentIndex> indexes) {
        return indexes.stream()
                .mapToInt(index -> index.footer().counts().orders())
                .sum();
    }

    private static Optional<SegmentIndex> newest(List<SegmentIndex> indexes) {
        return indexes.isEmpty() ? Optional.empty() : Optional.of(indexes.get(indexes.size() - 1));
    }

    /** What a look-up wants to know. */
    private interface Question {
        Optional<PastOrder> ask(PastSearch past) throws IOException;
    }
}
