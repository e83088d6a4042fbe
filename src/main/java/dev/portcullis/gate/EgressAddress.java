package dev.portcullis.gate;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The address that this machine leaves by for a host. Bybit sees the same one unless something between translates it,
 * which a private address proves and a public one does not rule out.
 */
final class EgressAddress {
    private static final int ANY_PORT = 443;

    private EgressAddress() {}

    /** Asks the routing table; sends nothing, but resolves the host's name, so it blocks. */
    static InetAddress towards(URI exchange) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress host = InetAddress.getByName(exchange.getHost());
            socket.connect(new InetSocketAddress(host, ANY_PORT));
            return socket.getLocalAddress();
        }
    }

    /** What may be bound at Bybit, said no surer than it is known. */
    static String words(InetAddress local) {
        if (local.isLoopbackAddress()) {
            return "the exchange is on this machine (" + local.getHostAddress() + "); there is nothing to bind";
        }
        if (isPrivate(local)) {
            return "this machine leaves by " + local.getHostAddress() + ", which is a private address: Bybit sees the"
                    + " public one that it is translated to, and no answer of Bybit's says which that is";
        }
        return "this machine leaves by " + local.getHostAddress()
                + ", which is public: Bybit sees it, unless a proxy or NAT stands between";
    }

    /** Site-local, link-local, carrier-grade NAT (RFC 6598) or a unique local address of IPv6 (RFC 4193). */
    static boolean isPrivate(InetAddress local) {
        byte[] bytes = local.getAddress();
        boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        return local.isSiteLocalAddress() || local.isLinkLocalAddress() || carrierGrade || uniqueLocal;
    }
}
