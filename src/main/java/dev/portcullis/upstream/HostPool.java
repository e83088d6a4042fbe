package dev.portcullis.upstream;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop to one host, for one purpose; confined to that loop.
 *
 * <p>The pool itself is Vert.x's, which prefers the connection that answered last. This counts what is in use, so that
 * waiting for a free connection and waiting for a new one have their own limits, and knows the idle ones, so that none
 * of them is used after a sibling turned out to be stale. When the host's name cannot be resolved any more, the address
 * that last served it is used for ten minutes; with TLS that address still has to prove the name.
 */
final class HostPool {
    private static final Logger LOG = LoggerFactory.getLogger(HostPool.class);
    private static final long ADDRESS_KEPT_NANOS = 600_000_000_000L;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final HttpClient client;
    private final URI host;
    private final TransportSettings settings;
    private final LongSupplier nanoTicker;
    private final HostTls tls;
    private final Map<HttpConnection, Boolean> inUse = new HashMap<>();
    private int taken;
    private @Nullable SocketAddress lastAddress;
    private long lastAddressNanos;

    HostPool(HttpClient client, URI host, TransportSettings settings, LongSupplier nanoTicker) {
        this.client = client;
        this.host = host;
        this.settings = settings;
        this.nanoTicker = nanoTicker;
        this.tls = new HostTls(host, settings);
    }

    /**
     * Takes a connection, kept alive or new. What comes back must be given to {@link #giveBack}, {@link #discard} or
     * {@link #closedByPeer}. A failure means that nothing was written; a {@link Mishap} is not the host's fault.
     *
     * @param target path and query
     * @param poolWaitMillis how long to wait when all connections are in use
     * @param untilMillis how long to wait in any case
     */
    Future<HttpClientRequest> take(HttpMethod method, String target, long poolWaitMillis, long untilMillis) {
        boolean full = taken >= settings.connectionsMax();
        long stepMillis = full ? poolWaitMillis : connectMillis();
        if (untilMillis <= 0) {
            return Future.failedFuture(outOfTime());
        }
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(host.getHost())
                .setPort(port())
                .setSsl(isSecure())
                .setURI(target)
                .setFollowRedirects(false)
                .setConnectTimeout(Math.min(untilMillis, stepMillis));
        tls.on(options);
        taken++;
        return client.request(options)
                .recover(failure -> atLastAddress(options, failure))
                .onComplete(request -> remember(request.connection()), failure -> taken--)
                .recover(failure -> Future.failedFuture(
                        failure instanceof TimeoutException ? late(full, untilMillis < stepMillis, failure) : failure));
    }

    /** The connection did its work, or none, and may be used again. */
    void giveBack(HttpConnection connection) {
        taken--;
        inUse.computeIfPresent(connection, (c, used) -> false);
    }

    /** The connection was given up, and is being closed. */
    void discard(HttpConnection connection) {
        taken--;
        inUse.remove(connection);
    }

    /**
     * The other side closed the connection under a request. Its idle siblings are closed: it has probably closed them
     * too, and the next order shall not be the one to find out.
     */
    void closedByPeer(HttpConnection connection) {
        discard(connection);
        List<HttpConnection> idle = inUse.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
        idle.forEach(HttpConnection::close);
    }

    String hostName() {
        return host.getHost();
    }

    private void remember(HttpConnection connection) {
        lastAddress = connection.remoteAddress();
        lastAddressNanos = nanoTicker.getAsLong();
        if (inUse.put(connection, true) == null) {
            connection.closeHandler(closed -> inUse.remove(connection));
            connection.exceptionHandler(this::noteFault);
        }
    }

    private Future<HttpClientRequest> atLastAddress(RequestOptions options, Throwable failure) {
        SocketAddress address = lastAddress;
        if (!(failure instanceof UnknownHostException)
                || address == null
                || nanoTicker.getAsLong() - lastAddressNanos > ADDRESS_KEPT_NANOS) {
            return Future.failedFuture(failure);
        }
        LOG.atWarn()
                .addKeyValue("host", hostName())
                .log("the host's name cannot be resolved; its last address is used; check DNS");
        return client.request(new RequestOptions(options)
                .setServer(SocketAddress.inetSocketAddress(address.port(), address.hostAddress())));
    }

    /** Whoever uses the connection is told by its request; here it would only be the same again, as an error. */
    private void noteFault(Throwable fault) {
        LOG.atDebug()
                .addKeyValue("host", hostName())
                .addKeyValue("fault", FailureWords.of(fault))
                .log("a connection broke");
    }

    private Throwable late(boolean full, boolean cutShort, Throwable failure) {
        if (cutShort) {
            return outOfTime();
        }
        return full
                ? new Mishap("all " + settings.connectionsMax() + " connections of this event loop are in use, and none"
                        + " became free in time")
                : failure;
    }

    private static Mishap outOfTime() {
        return new Mishap("its time to depart passed before it had one");
    }

    private long connectMillis() {
        TransportSettings.Waits waits = settings.waits();
        return waits.connect().toMillis() + (isSecure() ? waits.handshake().toMillis() : 0);
    }

    private boolean isSecure() {
        return "https".equals(host.getScheme());
    }

    private int port() {
        if (host.getPort() != -1) {
            return host.getPort();
        }
        return isSecure() ? HTTPS_PORT : HTTP_PORT;
    }
}
