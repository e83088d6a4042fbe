package dev.portcullis.ledger;

import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.RequestId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a ledger back in order, checking the chain on the way, with flat memory; also beside a running gate, whose
 * newest records may then be missed. Blocks on the disk, so it is not for an event loop.
 */
public final class LedgerReader {
    /** Where a ledger's first record stands, while no segment was retired. */
    public static final Position BEGINNING = new Position(1, 1, 0);

    private final SegmentSource source;

    /** Reads these segments, for example {@code new DiskSegments(dir)}. */
    public LedgerReader(SegmentSource source) {
        this.source = source;
    }

    /**
     * Hands every record to {@code consumer}, from the oldest on; a torn tail is the end.
     *
     * @throws LedgerDamage where the chain does not hold and no crash explains it
     */
    public void replay(Consumer<LedgerEntry> consumer) throws IOException {
        List<Integer> segments = source.segments();
        if (!segments.isEmpty()) {
            int last = segments.get(segments.size() - 1);
            try (ChainWalk walk = ChainWalk.fromTheBeginning(source, segments.get(0), last)) {
                handOver(walk, last, consumer);
            }
        }
    }

    /**
     * Hands over the records that stand at {@code next} and behind it, and says where to go on; a caller that asks
     * again and again follows a running gate. Begin with {@link #BEGINNING}, or with what was returned before.
     */
    public Position follow(Position next, Consumer<LedgerEntry> consumer) throws IOException {
        int last = lastSegment();
        if (last < next.segment()) {
            return next;
        }
        try (ChainWalk walk = ChainWalk.from(source, next, last)) {
            handOver(walk, last, consumer);
            return walk.nextPosition();
        }
    }

    /** Hands over those records behind {@code next} that are of some kinds; parses no others. */
    void follow(Position next, Set<RecordKind> kinds, Consumer<LedgerEntry> consumer) throws IOException {
        int last = lastSegment();
        try (ChainWalk walk = ChainWalk.from(source, next, last)) {
            while (last >= next.segment() && next(walk, last)) {
                if (walk.isAtOneOf(kinds)) {
                    consumer.accept(walk.entry());
                }
            }
        }
    }

    /**
     * Hands over all records of one order: those that name its orderLinkId, and those of the calls that did (their
     * signatures, what became of them).
     */
    public void trace(OrderLinkId orderLinkId, Consumer<LedgerEntry> consumer) throws IOException {
        Set<RequestId> calls = new HashSet<>();
        replay(entry -> {
            if (belongs(entry.record(), orderLinkId, calls)) {
                consumer.accept(entry);
            }
        });
    }

    /** The last {@code count} records, oldest first; reads no more segments than they stand in. */
    public List<LedgerEntry> tail(int count) throws IOException {
        int last = lastSegment();
        ArrayDeque<LedgerEntry> newest = new ArrayDeque<>();
        int oldest = last > 0 ? source.segments().get(0) : 1;
        for (int first = last; first >= oldest && newest.size() < count; first--) {
            newest.clear();
            try (ChainWalk walk = ChainWalk.through(source, first, last)) {
                handOver(walk, last, entry -> keep(entry, newest, count));
            }
        }
        return List.copyOf(newest);
    }

    /**
     * The heads of the list of API keys that are newer than {@code counter}, oldest first, with the newest of the
     * others; reads from the newest segment back and no further than it must.
     */
    public List<SystemRecord.Manifest> manifestsAfter(long counter) throws IOException {
        List<SystemRecord.Manifest> heads = new ArrayList<>();
        List<Integer> segments = source.segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            List<SystemRecord.Manifest> here = manifestsOf(segments.get(i));
            heads.addAll(0, here);
            boolean reached = here.stream().anyMatch(head -> head.counter() <= Math.max(counter, 1));
            if (reached || (counter == 0 && !here.isEmpty())) {
                break;
            }
        }
        return heads;
    }

    private List<SystemRecord.Manifest> manifestsOf(int segment) throws IOException {
        List<SystemRecord.Manifest> heads = new ArrayList<>();
        try (ChainWalk walk = ChainWalk.through(source, segment, segment)) {
            while (next(walk, segment)) {
                if (walk.isAt(RecordKind.MANIFEST)) {
                    heads.add((SystemRecord.Manifest) walk.entry().record());
                }
            }
        }
        return heads;
    }

    private static void keep(LedgerEntry entry, ArrayDeque<LedgerEntry> newest, int count) {
        newest.add(entry);
        if (newest.size() > count) {
            newest.remove();
        }
    }

    private void handOver(ChainWalk walk, int lastSegment, Consumer<LedgerEntry> consumer) throws IOException {
        while (next(walk, lastSegment)) {
            consumer.accept(walk.entry());
        }
    }

    private int lastSegment() throws IOException {
        List<Integer> segments = source.segments();
        return segments.isEmpty() ? 0 : segments.get(segments.size() - 1);
    }

    /** A record without an orderLinkId belongs to every order of its call. */
    private static boolean belongs(LedgerRecord record, OrderLinkId wanted, Set<RequestId> calls) {
        RequestId call = record.requestId();
        if (wanted.equals(record.orderLinkId())) {
            if (call != null) {
                calls.add(call);
            }
            return true;
        }
        return record.orderLinkId() == null && call != null && calls.contains(call);
    }

    /** At damage it looks again, for a running gate may have been in the middle of that line. */
    private boolean next(ChainWalk walk, int lastSegment) throws IOException {
        try {
            return walk.next();
        } catch (LedgerDamage maybeHalfWritten) {
            if (maybeHalfWritten.expected().segment() != lastSegment) {
                throw maybeHalfWritten;
            }
            walk.lookAgain(lastSegment);
        }
        try {
            return walk.next();
        } catch (LedgerDamage damage) {
            if (TornTail.begins(source, damage.expected())) {
                return false;
            }
            throw damage;
        }
    }
}
