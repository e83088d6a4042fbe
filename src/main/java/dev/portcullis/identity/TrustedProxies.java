package dev.portcullis.identity;

import dev.portcullis.model.AddressList;
import dev.portcullis.model.IpAddress;
import dev.portcullis.model.PeerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a caller's real address behind proxies. X-Forwarded-For is believed only when the connection comes from a
 * trusted proxy, and is read from the right: each proxy adds at the right whom it saw, so everything left of the first
 * hop that is not trusted may be the caller's invention.
 *
 * <p>An entry that is no address, where a trusted proxy should have written one, makes the caller {@link #UNREADABLE},
 * whom no list allows: to take the proxy's own address instead would let strangers in as if they were it.
 */
public final class TrustedProxies {
    /** A caller whose address cannot be found out; on no list. */
    public static final PeerAddress UNREADABLE = new PeerAddress("unreadable X-Forwarded-For");

    private static final Pattern WITH_PORT =
            Pattern.compile("([0-9.]{7,15}):[0-9]{1,5}|\\[([0-9A-Fa-f:.]{2,45})](?::[0-9]{1,5})?");

    private final AddressList trusted;

    /** @param trusted the proxies; with an empty list the header is never looked at */
    public TrustedProxies(AddressList trusted) {
        this.trusted = trusted;
    }

    /**
     * The address that a call really comes from.
     *
     * @param socketAddress the other end of the connection, an IP literal, possibly with a zone id
     * @param forwardedFor the values of all X-Forwarded-For headers, in the order received
     */
    public PeerAddress peerOf(String socketAddress, List<String> forwardedFor) {
        Optional<IpAddress> socket = IpAddress.read(withoutZone(socketAddress));
        if (socket.isEmpty()) {
            return new PeerAddress(socketAddress);
        }
        if (!trusted.allows(socket.get())) {
            return socket.get().asPeer();
        }
        return firstUntrusted(socket.get(), hops(forwardedFor));
    }

    private PeerAddress firstUntrusted(IpAddress proxy, List<String> hops) {
        IpAddress nearest = proxy;
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<IpAddress> hop = IpAddress.read(withoutPort(hops.get(i)));
            if (hop.isEmpty()) {
                return UNREADABLE;
            }
            nearest = hop.get();
            if (!trusted.allows(nearest)) {
                return nearest.asPeer();
            }
        }
        return nearest.asPeer();
    }

    private static List<String> hops(List<String> headerValues) {
        List<String> hops = new ArrayList<>();
        for (String value : headerValues) {
            for (String hop : value.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    /** Some proxies write the port too: 203.0.113.9:4711, [2001:db8::1]:4711. */
    private static String withoutPort(String hop) {
        Matcher parts = WITH_PORT.matcher(hop);
        if (!parts.matches()) {
            return hop;
        }
        return parts.group(1) == null ? parts.group(2) : parts.group(1);
    }

    private static String withoutZone(String literal) {
        int zone = literal.indexOf('%');
        return zone < 0 ? literal : literal.substring(0, zone);
    }
}
