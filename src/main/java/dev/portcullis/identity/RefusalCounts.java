package dev.portcullis.identity;

import dev.portcullis.model.AddressBlock;
import dev.portcullis.model.IpAddress;
import dev.portcullis.model.PeerAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers refusals of one second into one record for each network (IPv4 /24, IPv6 /48) and kind, so that a flood of
 * bad requests never buys a flood of writes. What exceeds 1,024 records a second is counted under the network {@code
 * others}. Thread-safe.
 */
public final class RefusalCounts {
    private static final int BURSTS_MAX = 1_024;
    private static final int IPV4_NETWORK_BITS = 24;
    private static final int IPV6_NETWORK_BITS = 48;
    private static final long SECOND_MILLIS = 1_000;

    private final InstantSource clock;
    private final Consumer<Burst> sink;
    private final Map<Key, Burst> bursts = new LinkedHashMap<>();
    private long second;

    private record Key(String network, String kind) {}

    /**
     * Refusals of one kind from one network within one second.
     *
     * @param network a CIDR block, {@code others}, or {@code none} for peers without an IP address
     * @param kind a fixed word for why, such as {@code unauthenticated}
     */
    public record Burst(String network, String kind, long count, long firstMillis, long lastMillis) {
        private Burst plusOne(long nowMillis) {
            return new Burst(network, kind, count + 1, firstMillis, nowMillis);
        }
    }

    /**
     * @param clock wall time for the records
     * @param sink takes each finished burst, on the thread that finished it; must not block
     */
    public RefusalCounts(InstantSource clock, Consumer<Burst> sink) {
        this.clock = clock;
        this.sink = sink;
    }

    /** Counts one refusal; hands over the bursts of earlier seconds. */
    public void refused(PeerAddress peer, String kind) {
        long now = clock.millis();
        List<Burst> finished;
        synchronized (this) {
            finished = finishedBefore(Math.floorDiv(now, SECOND_MILLIS));
            count(keyOf(peer, kind), now);
        }
        finished.forEach(sink);
    }

    /** Hands over the bursts of earlier seconds; to be called about once a second. */
    public void flush() {
        List<Burst> finished;
        synchronized (this) {
            finished = finishedBefore(Math.floorDiv(clock.millis(), SECOND_MILLIS));
        }
        finished.forEach(sink);
    }

    /** Hands over everything; to be called before the end. */
    public void flushAll() {
        List<Burst> finished;
        synchronized (this) {
            finished = takeAll();
        }
        finished.forEach(sink);
    }

    private List<Burst> finishedBefore(long currentSecond) {
        if (currentSecond == second) {
            return List.of();
        }
        second = currentSecond;
        return takeAll();
    }

    private List<Burst> takeAll() {
        List<Burst> all = new ArrayList<>(bursts.values());
        bursts.clear();
        return all;
    }

    private void count(Key key, long now) {
        Burst burst = bursts.get(key);
        bursts.put(key, burst == null ? new Burst(key.network, key.kind, 1, now, now) : burst.plusOne(now));
    }

    private Key keyOf(PeerAddress peer, String kind) {
        Key exact = new Key(network(peer), kind);
        boolean hasRoom = bursts.containsKey(exact) || bursts.size() < BURSTS_MAX;
        return hasRoom ? exact : new Key("others", kind);
    }

    private static String network(PeerAddress peer) {
        return IpAddress.read(peer.text()).map(RefusalCounts::network).orElse("none");
    }

    private static String network(IpAddress address) {
        boolean isIpv4 = address.family() == IpAddress.Family.IPV4;
        return AddressBlock.around(address, isIpv4 ? IPV4_NETWORK_BITS : IPV6_NETWORK_BITS)
                .text();
    }
}
