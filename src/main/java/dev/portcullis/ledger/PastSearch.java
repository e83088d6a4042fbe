package dev.portcullis.ledger;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One look-up through the indexes, from the newest segment to the oldest; every hit is held against its record. */
final class PastSearch {
    private final SegmentSource source;
    private final List<SegmentIndex> indexes;

    /** @param indexes in the order of their segments */
    PastSearch(SegmentSource source, List<SegmentIndex> indexes) {
        this.source = source;
        this.indexes = indexes;
    }

    /** An order by the client's id, with its key. */
    record Link(long key, EnvironmentId environment, AccountId account, OrderLinkId orderLinkId) {
        private boolean names(LedgerRecord.Intent intent) {
            return namesOf(intent).anyMatch(orderLinkId::equals)
                    && intent.route().environment().equals(environment)
                    && intent.route().account().equals(account);
        }
    }

    /** The orderLinkIds that lead to a create: its own and, where it has one, the alias. */
    static Stream<OrderLinkId> namesOf(LedgerRecord.Intent intent) {
        CreateTerms terms = intent.order().terms();
        return Stream.of(
                        Optional.ofNullable(intent.order().orderLinkId()),
                        Optional.ofNullable(terms).map(known -> known.names().alias()))
                .flatMap(Optional::stream);
    }

    /** The newest create under that orderLinkId. */
    Optional<PastOrder> byLink(Link link) throws IOException {
        for (int i = indexes.size() - 1; i >= 0; i--) {
            for (Place place : newestFirst(indexes.get(i).find(IndexSection.ORDERS, link.key))) {
                Optional<OpenCreates.Open> create = intentAt(place).filter(open -> link.names(open.intent()));
                if (create.isPresent()) {
                    return Optional.of(pastOrder(create.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** The create that has this id at Bybit, unless its segment was retired. */
    Optional<PastOrder> byId(long key, EnvironmentId environment, AccountId account, OrderId orderId)
            throws IOException {
        for (int i = indexes.size() - 1; i >= 0; i--) {
            for (Place place : newestFirst(indexes.get(i).find(IndexSection.ORDER_IDS, key))) {
                Optional<PastOrder> order = isThere(place.segment()) ? pastOrderAt(place) : Optional.empty();
                boolean isIt = order.filter(found -> hasId(found, environment, account, orderId))
                        .isPresent();
                if (isIt) {
                    return order;
                }
            }
        }
        return Optional.empty();
    }

    /** The newest record of what became of a create; empty when there is none in a sealed segment. */
    Optional<LedgerEntry> newestWord(OpenCreates.Open create) throws IOException {
        for (int i = indexes.size() - 1;
                i >= 0 && indexes.get(i).segment() >= create.place().segment();
                i--) {
            for (Place place : newestFirst(indexes.get(i).find(IndexSection.CALLS, create.key()))) {
                LedgerEntry entry = LedgerEntry.at(source, place);
                if (PastTruth.of(entry.record(), create).isPresent()) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<PastOrder> pastOrderAt(Place place) throws IOException {
        Optional<OpenCreates.Open> create = intentAt(place);
        return create.isPresent() ? Optional.of(pastOrder(create.get())) : Optional.empty();
    }

    private PastOrder pastOrder(OpenCreates.Open create) throws IOException {
        Position position = new Position(
                create.seq(), create.place().segment(), create.place().offset());
        return new PastOrder(
                position, create.intent(), newestWord(create).flatMap(entry -> PastTruth.of(entry.record(), create)));
    }

    private Optional<OpenCreates.Open> intentAt(Place place) throws IOException {
        LedgerEntry entry = LedgerEntry.at(source, place);
        return entry.record() instanceof LedgerRecord.Intent intent
                ? Optional.of(new OpenCreates.Open(intent, entry.position().seq(), place))
                : Optional.empty();
    }

    private boolean isThere(int segment) {
        return indexes.stream().anyMatch(index -> index.segment() == segment);
    }

    private static boolean hasId(PastOrder order, EnvironmentId environment, AccountId account, OrderId orderId) {
        return order.intent().route().environment().equals(environment)
                && order.intent().route().account().equals(account)
                && order.outcome()
                        .flatMap(PastTruth::orderIdOf)
                        .filter(orderId::equals)
                        .isPresent();
    }

    private static List<Place> newestFirst(List<Place> places) {
        return places.stream()
                .sorted(Comparator.comparingInt(Place::offset).reversed())
                .toList();
    }
}
