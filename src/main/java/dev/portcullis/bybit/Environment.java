package dev.portcullis.bybit;

import dev.portcullis.model.EnvironmentId;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named set of base addresses (docs:v5/guide, docs:v5/websocket/wss-authentication).
 *
 * @param rest scheme and host of the REST service, without a path
 * @param privateSocket the stream of orders, fills, positions and wallet; null where there is none
 * @param tradeSocket the socket that takes orders; null where there is none, as in demo
 * @param publicSocket the market data stream, to which a category is added; null where there is none
 * @param limits what it lets through
 */
public record Environment(
        EnvironmentId id,
        URI rest,
        @Nullable URI privateSocket,
        @Nullable URI tradeSocket,
        @Nullable URI publicSocket,
        Limits limits) {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]", "::1");

    /** @throws IllegalArgumentException naming the address that cannot be used, and why */
    public Environment {
        check(id, "rest", rest, "https", "http");
        if (rest.getRawPath() != null && !rest.getRawPath().isEmpty()) {
            throw new IllegalArgumentException(id + ": rest must have no path, such as https://api.bybit.com");
        }
        check(id, "private", privateSocket, "wss", "ws");
        check(id, "trade", tradeSocket, "wss", "ws");
        check(id, "public", publicSocket, "wss", "ws");
    }

    /** The same environment with other limits. */
    public Environment with(Limits others) {
        return new Environment(id, rest, privateSocket, tradeSocket, publicSocket, others);
    }

    private static void check(EnvironmentId id, String name, @Nullable URI uri, String secure, String plain) {
        if (uri == null) {
            return;
        }
        String where = id + ": " + name + " ";
        if (uri.getHost() == null || uri.getRawUserInfo() != null || hasTail(uri)) {
            throw new IllegalArgumentException(
                    where + "must be an address such as " + secure + "://host:port, without user, query or fragment");
        }
        if (plain.equals(uri.getScheme()) && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    where + "may use " + plain + " only to a loopback address; use " + secure);
        }
        if (!plain.equals(uri.getScheme()) && !secure.equals(uri.getScheme())) {
            throw new IllegalArgumentException(where + "must begin with " + secure + "://");
        }
    }

    private static boolean hasTail(URI uri) {
        return uri.getRawQuery() != null || uri.getRawFragment() != null;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK_NAMES.contains(host) || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
