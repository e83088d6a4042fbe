package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.instrument.InstrumentId;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.order.OrderSnapshot;
import dev.portcullis.sandbox.order.OrderStatus;
import dev.portcullis.sandbox.wire.Category;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The orders of one account: the open ones, up to 500 recently closed ones a category, which realtime shows and amend
 * and cancel know, and all closed ones, which only history shows (docs:v5/order/open-order).
 */
final class AccountOrders {
    private static final int RECENT_CLOSED_MAX = 500;

    /** By sequence: oldest first. */
    private final NavigableMap<Long, Order> open = new TreeMap<>();

    private final NavigableMap<Long, Order> openOrRecent = new TreeMap<>();
    private final NavigableMap<Long, Order> closed = new TreeMap<>();

    private final Map<Category, Deque<Order>> recentClosed = new EnumMap<>(Category.class);
    private final Map<String, Order> byId = new HashMap<>();
    private final Map<String, List<Order>> byLinkId = new HashMap<>();

    void add(Order order) {
        OrderSnapshot accepted = order.now();
        open.put(accepted.identity().sequence(), order);
        openOrRecent.put(accepted.identity().sequence(), order);
        byId.put(accepted.orderId(), order);
        if (!accepted.orderLinkId().isEmpty()) {
            byLinkId.computeIfAbsent(accepted.orderLinkId(), fresh -> new ArrayList<>(1))
                    .add(order);
        }
    }

    void close(Order order) {
        long sequence = sequence(order);
        open.remove(sequence);
        closed.put(sequence, order);
        Deque<Order> recent = recentClosed.computeIfAbsent(order.now().category(), fresh -> new ArrayDeque<>());
        recent.addLast(order);
        if (recent.size() > RECENT_CLOSED_MAX) {
            openOrRecent.remove(sequence(recent.removeFirst()));
        }
    }

    /** Forgets the recently closed orders, as Bybit does after a restart; history keeps them. */
    void forgetRecentClosed() {
        recentClosed.clear();
        openOrRecent.clear();
        openOrRecent.putAll(open);
    }

    /** The order as amend and cancel find it: open or recently closed, the newest where an orderLinkId came twice. */
    Optional<Order> find(OrderRef ref) {
        return named(ref.orderId(), ref.orderLinkId()).stream()
                .filter(order -> order.now().category() == ref.category()
                        && order.now().symbol().equals(ref.symbol()))
                .filter(order -> openOrRecent.containsKey(sequence(order)))
                .findFirst();
    }

    boolean isDuplicate(String orderLinkId, DuplicatePolicy policy) {
        List<Order> earlier = byLinkId.getOrDefault(orderLinkId, List.of());
        return switch (policy) {
            case STRICT -> !earlier.isEmpty();
            case OPEN_ONLY -> earlier.stream().anyMatch(Order::isOpen);
            case NONE -> false;
        };
    }

    Collection<Order> openOldestFirst() {
        return open.values();
    }

    Collection<Order> openNewestFirst() {
        return open.descendingMap().values();
    }

    /** What realtime looks through, newest first. */
    Collection<Order> current(OrderQuery query) {
        return query.namesOrder()
                ? named(query).stream()
                        .filter(order -> openOrRecent.containsKey(sequence(order)))
                        .toList()
                : newestFirst(openOrRecent, query);
    }

    /** What history looks through, newest first. */
    Collection<Order> closed(OrderQuery query) {
        return query.namesOrder() ? named(query) : newestFirst(closed, query);
    }

    long countOpen(InstrumentId instrument, OrderStatus status) {
        boolean conditional = status == OrderStatus.UNTRIGGERED;
        return open.values().stream()
                .filter(order -> order.instrument().id().equals(instrument))
                .filter(order -> (order.now().status() == OrderStatus.UNTRIGGERED) == conditional)
                .count();
    }

    long countOpen(Category category) {
        return open.values().stream()
                .filter(order -> order.now().category() == category)
                .count();
    }

    private List<Order> named(OrderQuery query) {
        return named(query.orderId(), query.orderLinkId()).stream()
                .filter(order -> sequence(order) < query.beforeSequence())
                .toList();
    }

    /** orderId wins over orderLinkId; newest first. */
    private List<Order> named(String orderId, String orderLinkId) {
        if (!orderId.isEmpty()) {
            Order order = byId.get(orderId);
            return order == null ? List.of() : List.of(order);
        }
        List<Order> newestFirst = new ArrayList<>(byLinkId.getOrDefault(orderLinkId, List.of()));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static Collection<Order> newestFirst(NavigableMap<Long, Order> orders, OrderQuery query) {
        return orders.headMap(query.beforeSequence(), false).descendingMap().values();
    }

    private static long sequence(Order order) {
        return order.now().identity().sequence();
    }
}
