package dev.portcullis.identity;

import dev.portcullis.model.AddressBlock;
import dev.portcullis.model.IpAddress;
import dev.portcullis.model.PeerAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Slows down who keeps failing to say who they are: after ten failures within a minute from one address (IPv6: one
 * /64) the answers to its failures come a second late. A good token is never slowed down, for many bots share an
 * address and one of them with an old token must not keep the others from cancelling; nor need it be, for no number
 * of guesses finds 256 random bits.
 *
 * <p>Thread-safe; remembers the last ten thousand addresses that failed.
 */
public final class FailureThrottle {
    private static final int FREE_FAILURES = 10;
    private static final long NANOS_PER_FAILURE = TimeUnit.MINUTES.toNanos(1) / FREE_FAILURES;
    private static final long DELAY_MILLIS = 1_000;
    private static final int ADDRESSES_MAX = 10_000;
    private static final int IPV6_SITE_BITS = 64;

    private final LongSupplier nanoTicker;
    private final Map<String, Long> paidUntilNanos = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > ADDRESSES_MAX;
        }
    };

    /** @param nanoTicker monotonic nanoseconds */
    public FailureThrottle(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /**
     * How the answer to a failure is slowed down.
     *
     * @param delayMillis by how much to delay it: 0 or 1,000
     * @param freeAgainMillis when the next failure of this address is answered at once, counted from now; 0 when it is
     */
    public record Slowdown(long delayMillis, long freeAgainMillis) {
        private static final Slowdown NONE = new Slowdown(0, 0);

        /** Whether the address has failed too often. */
        public boolean isOne() {
            return delayMillis > 0;
        }
    }

    /** Notes a failure. */
    public synchronized Slowdown failed(PeerAddress peer) {
        long now = nanoTicker.getAsLong();
        String place = place(peer);
        long earlier = paidUntilNanos.getOrDefault(place, now);
        long paidUntil = (earlier - now > 0 ? earlier : now) + NANOS_PER_FAILURE;
        if (paidUntil - now > FREE_FAILURES * NANOS_PER_FAILURE) {
            long over = paidUntil - now - FREE_FAILURES * NANOS_PER_FAILURE;
            return new Slowdown(DELAY_MILLIS, TimeUnit.NANOSECONDS.toMillis(over) + 1);
        }
        paidUntilNanos.put(place, paidUntil);
        return Slowdown.NONE;
    }

    /** How many addresses are remembered. */
    synchronized int size() {
        return paidUntilNanos.size();
    }

    private static String place(PeerAddress peer) {
        return IpAddress.read(peer.text()).map(FailureThrottle::place).orElse("");
    }

    private static String place(IpAddress address) {
        return address.family() == IpAddress.Family.IPV4
                ? address.text()
                : AddressBlock.around(address, IPV6_SITE_BITS).text();
    }
}
