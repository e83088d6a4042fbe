package dev.portcullis.ledger;

import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the index of one sealed segment by reading it once, chain and all. */
final class SegmentIndexing {
    private final SegmentSource source;
    private final int segment;
    private final OpenCreates open;

    private final Map<Long, Place> orders = new HashMap<>();
    private final Map<Long, Place> calls = new HashMap<>();
    private final Map<Long, Place> orderIds = new HashMap<>();

    private long firstSeq;
    private long lastWallMillis;
    private ChainHash before = ChainHash.NONE;

    /** @param open the creates that the segments before left open; changed to those that this one leaves */
    SegmentIndexing(SegmentSource source, int segment, OpenCreates open) {
        this.source = source;
        this.segment = segment;
        this.open = open;
    }

    /**
     * The bytes of the index.
     *
     * @param follows the hash that the segment must follow; null where that is not known
     * @throws LedgerDamage when the segment is not whole
     */
    byte[] encode(@Nullable ChainHash follows) throws IOException {
        try (ChainWalk walk = ChainWalk.through(source, segment, segment)) {
            while (walk.next()) {
                if (firstSeq == 0) {
                    begin(walk, follows);
                }
                take(walk);
            }
            if (firstSeq == 0) {
                throw new LedgerDamage(new Position(0, segment, 0), "is missing, though a later segment exists");
            }
            return SegmentIndex.encode(footer(walk), sections());
        }
    }

    private void begin(ChainWalk walk, @Nullable ChainHash follows) throws LedgerDamage {
        firstSeq = walk.seq();
        before = walk.headBefore();
        if (follows != null && !follows.equals(before)) {
            throw new LedgerDamage(walk.position(), "does not follow the segment before it");
        }
    }

    /** Parses only what an index is made of. */
    private void take(ChainWalk walk) throws LedgerDamage {
        if (walk.isAtOneOf(RecordKind.OF_ORDERS)) {
            take(walk.entry());
        }
        // only that of the last record is wanted, but which one is the last shows afterwards
        lastWallMillis = walk.wallMillis();
    }

    private void take(LedgerEntry entry) {
        Place place = new Place(segment, Math.toIntExact(entry.position().offset()));
        LedgerRecord record = entry.record();
        if (record instanceof LedgerRecord.Intent intent) {
            intended(intent, entry.position().seq(), place);
        } else if (record instanceof LedgerRecord.OutcomeRecord outcome) {
            open.find(new OpenCreates.Part(outcome.requestId(), outcome.child()))
                    .ifPresent(create -> ended(create, outcome.outcome(), place));
        } else if (record instanceof LedgerRecord.Resolved resolved) {
            resolved(resolved, place);
        } else if (record instanceof SystemRecord.Dropped dropped) {
            open.between(dropped.firstSeq(), dropped.lastSeq())
                    .forEach(create -> ended(create, PastTruth.CALLED_BACK, place));
        }
    }

    private void intended(LedgerRecord.Intent intent, long seq, Place place) {
        OrderLinkId orderLinkId = intent.order().orderLinkId();
        if (intent.route().kind().isCreate() && orderLinkId != null) {
            PastSearch.namesOf(intent)
                    .forEach(name -> orders.put(
                            IndexKey.ofOrder(
                                    intent.route().environment(), intent.route().account(), name),
                            place));
            open.add(new OpenCreates.Open(intent, seq, place));
        }
    }

    /** Only creates are resolved, so one that is not open any more was a create too: the newest word counts. */
    private void resolved(LedgerRecord.Resolved resolved, Place place) {
        Optional<OpenCreates.Open> create = open.find(new OpenCreates.Part(resolved.requestId(), resolved.child()));
        create.ifPresent(known -> ended(known, resolved.outcome(), place));
        calls.put(IndexKey.ofCall(resolved.requestId(), resolved.child()), place);
    }

    private void ended(OpenCreates.Open create, Outcome outcome, Place place) {
        calls.put(create.key(), place);
        LedgerRecord.Route route = create.intent().route();
        PastTruth.orderIdOf(outcome).ifPresent(id -> put(route, id, create.place()));
        open.ended(create, outcome);
    }

    private void put(LedgerRecord.Route route, OrderId orderId, Place intent) {
        orderIds.put(IndexKey.ofOrderId(route.environment(), route.account(), orderId), intent);
    }

    private IndexFooter footer(ChainWalk walk) {
        return new IndexFooter(
                segment,
                firstSeq,
                walk.seq(),
                before,
                walk.head(),
                lastWallMillis,
                new IndexFooter.Counts(
                        orders.size(), calls.size(), orderIds.size(), open.all().size()));
    }

    private Map<IndexSection, List<IndexEntry>> sections() {
        Map<IndexSection, List<IndexEntry>> sections = new EnumMap<>(IndexSection.class);
        sections.put(IndexSection.ORDERS, entries(orders));
        sections.put(IndexSection.CALLS, entries(calls));
        sections.put(IndexSection.ORDER_IDS, entries(orderIds));
        sections.put(
                IndexSection.OPEN,
                open.all().stream()
                        .map(create -> new IndexEntry(create.key(), create.place()))
                        .toList());
        return sections;
    }

    private static List<IndexEntry> entries(Map<Long, Place> places) {
        return places.entrySet().stream()
                .map(place -> new IndexEntry(place.getKey(), place.getValue()))
                .toList();
    }
}
