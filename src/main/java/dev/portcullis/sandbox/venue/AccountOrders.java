package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.instrument.InstrumentId;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.order.OrderStatus;
import dev.portcullis.sandbox.wire.Category;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The orders of one account: the open ones, up to 500 recently closed ones a category, which realtime shows and amend
 * and cancel know, and all closed ones, which only history shows (docs:v5/order/open-order).
 */
final class AccountOrders {
    private static final int RECENT_CLOSED_MAX = 500;

    private final NavigableMap<Long, Order> open = new TreeMap<>();
    private final NavigableMap<Long, Order> closed = new TreeMap<>();
    private final Map<Category, Map<String, Order>> recentClosed = new EnumMap<>(Category.class);
    private final Map<String, Order> openById = new HashMap<>();
    private final Map<String, Order> latestByLinkId = new HashMap<>();

    void add(Order order) {
        open.put(order.now().identity().sequence(), order);
        openById.put(order.now().orderId(), order);
        if (!order.now().orderLinkId().isEmpty()) {
            latestByLinkId.put(order.now().orderLinkId(), order);
        }
    }

    void close(Order order) {
        long sequence = order.now().identity().sequence();
        open.remove(sequence);
        openById.remove(order.now().orderId());
        closed.put(sequence, order);
        Map<String, Order> recent = recent(order.now().category());
        recent.put(order.now().orderId(), order);
        if (recent.size() > RECENT_CLOSED_MAX) {
            recent.remove(recent.keySet().iterator().next());
        }
    }

    /** Forgets the recently closed orders, as Bybit does after a restart; history keeps them. */
    void forgetRecentClosed() {
        recentClosed.clear();
    }

    /** The order as amend and cancel find it: open or recently closed. */
    Optional<Order> find(OrderRef ref) {
        Order order = ref.orderId().isEmpty() ? byLinkId(ref) : byId(ref);
        return Optional.ofNullable(order)
                .filter(found -> found.now().category() == ref.category()
                        && found.now().symbol().equals(ref.symbol()));
    }

    private @Nullable Order byId(OrderRef ref) {
        Order order = openById.get(ref.orderId());
        return order != null ? order : recent(ref.category()).get(ref.orderId());
    }

    private @Nullable Order byLinkId(OrderRef ref) {
        Order order = latestByLinkId.get(ref.orderLinkId());
        if (order == null || order.isOpen()) {
            return order;
        }
        return recent(order.now().category()).get(order.now().orderId());
    }

    boolean isDuplicate(String orderLinkId, DuplicatePolicy policy) {
        Order earlier = latestByLinkId.get(orderLinkId);
        if (orderLinkId.isEmpty() || earlier == null) {
            return false;
        }
        return switch (policy) {
            case STRICT -> true;
            case OPEN_ONLY -> earlier.isOpen();
            case NONE -> false;
        };
    }

    Collection<Order> openOldestFirst() {
        return open.values();
    }

    Collection<Order> openBefore(long sequence) {
        return open.headMap(sequence, false).descendingMap().values();
    }

    Collection<Order> closedBefore(long sequence) {
        return closed.headMap(sequence, false).descendingMap().values();
    }

    /** Open and recently closed ones together, newest first: what a lagging realtime has to look through. */
    List<Order> currentBefore(long sequence) {
        NavigableMap<Long, Order> current = new TreeMap<>(open.headMap(sequence, false));
        for (Map<String, Order> category : recentClosed.values()) {
            for (Order order : category.values()) {
                long place = order.now().identity().sequence();
                if (place < sequence) {
                    current.put(place, order);
                }
            }
        }
        return List.copyOf(current.descendingMap().values());
    }

    long countOpen(InstrumentId instrument, OrderStatus status) {
        return open.values().stream()
                .filter(order -> order.instrument().id().equals(instrument))
                .filter(order ->
                        (order.now().status() == OrderStatus.UNTRIGGERED) == (status == OrderStatus.UNTRIGGERED))
                .count();
    }

    long countOpen(Category category) {
        return open.values().stream()
                .filter(order -> order.now().category() == category)
                .count();
    }

    private Map<String, Order> recent(Category category) {
        return recentClosed.computeIfAbsent(category, fresh -> new LinkedHashMap<>());
    }
}
