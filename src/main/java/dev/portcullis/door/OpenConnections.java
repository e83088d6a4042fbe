package dev.portcullis.door;

import dev.portcullis.model.IpAddress;
import dev.portcullis.model.IpAddress.Family;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections that are open to a listener, over all its instances, and turns away the one too many: over all
 * peers, or of one address. An IPv6 peer counts with its whole /64, which one machine usually has to itself.
 */
public final class OpenConnections {
    /**
     * How many may be open at once.
     *
     * @param max over all peers
     * @param perAddressMax of one address
     */
    public record Bounds(int max, int perAddressMax) {}

    /** What became of a connection that asked for its place. */
    enum Entry {
        ENTERED,
        TOO_MANY,
        TOO_MANY_OF_ITS_ADDRESS
    }

    private final Bounds bounds;
    private final Predicate<IpAddress> isSharedByMany;
    private final Map<IpAddress, Integer> openOf = new HashMap<>();
    private int open;

    /**
     * None are open yet.
     *
     * @param isSharedByMany whether many callers come from that address, such as loopback or a trusted proxy; only the
     *     bound over all peers holds for it
     */
    public OpenConnections(Bounds bounds, Predicate<IpAddress> isSharedByMany) {
        this.bounds = bounds;
        this.isSharedByMany = isSharedByMany;
    }

    /** How many are allowed. */
    Bounds bounds() {
        return bounds;
    }

    /** How many are open now. */
    public synchronized int open() {
        return open;
    }

    /**
     * Takes a place; whoever entered must {@link #leave}.
     *
     * @param socketAddress the other end, an IP literal; null when it has none, as behind a Unix socket
     */
    synchronized Entry enter(@Nullable String socketAddress) {
        if (open >= bounds.max()) {
            return Entry.TOO_MANY;
        }
        Optional<IpAddress> bound = bound(socketAddress);
        if (bound.isPresent() && openOf.getOrDefault(bound.get(), 0) >= bounds.perAddressMax()) {
            return Entry.TOO_MANY_OF_ITS_ADDRESS;
        }
        open++;
        bound.ifPresent(address -> openOf.merge(address, 1, Integer::sum));
        return Entry.ENTERED;
    }

    /** Gives the place back; called once by whoever entered from that address. */
    synchronized void leave(@Nullable String socketAddress) {
        open--;
        bound(socketAddress)
                .ifPresent(address -> openOf.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1));
    }

    /** What the bound of one address counts for this peer; empty when that bound does not hold for it. */
    private Optional<IpAddress> bound(@Nullable String socketAddress) {
        if (socketAddress == null) {
            return Optional.empty();
        }
        int zone = socketAddress.indexOf('%');
        return IpAddress.read(zone < 0 ? socketAddress : socketAddress.substring(0, zone))
                .filter(address -> !isSharedByMany.test(address))
                .map(OpenConnections::withItsNeighbours);
    }

    private static IpAddress withItsNeighbours(IpAddress address) {
        return address.family() == Family.IPV6 ? new IpAddress(Family.IPV6, address.high(), 0) : address;
    }
}
