package dev.portcullis.sandbox.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The append-only record of what the simulator received and what became an order: the truth that tests hold the gate
 * against. Counts and tallies are exact for ever; the records themselves are kept up to a maximum, the oldest are
 * dropped first.
 */
public final class Journal {
    private static final String CREATE = "/v5/order/create";
    private static final String CREATE_BATCH = "/v5/order/create-batch";

    private final int recordsMax;
    private final JournalFile file;
    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private final Deque<OrderEvent> events = new ArrayDeque<>();
    private final Map<String, Integer> countByPath = new TreeMap<>();
    private final Map<String, LinkIdTally> tallies = new HashMap<>();

    /** A journal that keeps this many requests and as many events in memory, and everything in the file. */
    public Journal(int recordsMax, JournalFile file) {
        this.recordsMax = recordsMax;
        this.file = file;
    }

    /** Records a request when it has arrived whole, before anything is decided about it. */
    public synchronized void received(ReceivedRequest request, List<String> createdLinkIds) {
        append(requests, request);
        countByPath.merge(request.path(), 1, Integer::sum);
        for (String linkId : createdLinkIds) {
            tallies.merge(linkId, LinkIdTally.NONE.plusReceived(), (old, one) -> old.plusReceived());
        }
        if (file.keeps()) {
            file.append(JournalJson.of(request));
        }
    }

    /** Records what happened to an order. */
    public synchronized void happened(OrderEvent event) {
        append(events, event);
        if (event.kind() == OrderEvent.Kind.ACCEPTED && !event.orderLinkId().isEmpty()) {
            tallies.merge(event.orderLinkId(), LinkIdTally.NONE.plusAccepted(), (old, one) -> old.plusAccepted());
        }
        if (file.keeps()) {
            file.append(JournalJson.of(event));
        }
    }

    /** Whether a path carries creates, whose orderLinkIds are tallied. */
    public static boolean carriesCreates(String path) {
        return path.equals(CREATE) || path.equals(CREATE_BATCH);
    }

    /** The requests kept, oldest first. */
    public synchronized List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The requests kept that fit, oldest first. */
    public synchronized List<ReceivedRequest> requests(Predicate<ReceivedRequest> fits) {
        return requests.stream().filter(fits).toList();
    }

    /** The order events kept, oldest first. */
    public synchronized List<OrderEvent> events() {
        return List.copyOf(events);
    }

    /** How many requests reached a path, refused ones included. */
    public synchronized int count(String path) {
        return countByPath.getOrDefault(path, 0);
    }

    /** How many requests reached each path. */
    public synchronized Map<String, Integer> counts() {
        return new TreeMap<>(countByPath);
    }

    /** How often an orderLinkId came in a create and was accepted. */
    public synchronized LinkIdTally tally(String orderLinkId) {
        return tallies.getOrDefault(orderLinkId, LinkIdTally.NONE);
    }

    /** Every orderLinkId that ever came in a create, with its tally. */
    public synchronized Map<String, LinkIdTally> tallies() {
        return Map.copyOf(tallies);
    }

    /** Creates received in all, batch items one by one, refused ones included; only those with an orderLinkId. */
    public synchronized int createsReceived() {
        return tallies.values().stream().mapToInt(LinkIdTally::received).sum();
    }

    /** Creates with an orderLinkId that became orders. */
    public synchronized int createsAccepted() {
        return tallies.values().stream().mapToInt(LinkIdTally::accepted).sum();
    }

    private <T> void append(Deque<T> records, T newest) {
        if (records.size() == recordsMax) {
            records.removeFirst();
        }
        records.addLast(newest);
    }
}
