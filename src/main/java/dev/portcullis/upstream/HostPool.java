package dev.portcullis.upstream;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop to one host, for one purpose; confined to that loop.
 *
 * <p>The pool itself is Vert.x's; this counts what is in use, so that waiting for a free connection and waiting for a
 * new one have their own limits, and knows the idle ones, so that none of them is used after a sibling turned out to be
 * stale.
 */
final class HostPool {
    private static final Logger LOG = LoggerFactory.getLogger(HostPool.class);
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final HttpClient client;
    private final URI host;
    private final TransportSettings settings;
    private final Map<HttpConnection, Boolean> inUse = new HashMap<>();
    private int taken;

    HostPool(HttpClient client, URI host, TransportSettings settings) {
        this.client = client;
        this.host = host;
        this.settings = settings;
    }

    /**
     * Takes a connection, kept alive or new. What comes back must be given to {@link #giveBack}, {@link #discard} or
     * {@link #closedByPeer}. A
     * failure means that nothing was written.
     *
     * @param target path and query
     * @param poolWaitMillis how long to wait when all connections are in use
     * @param untilMillis how long to wait in any case
     */
    Future<HttpClientRequest> take(HttpMethod method, String target, long poolWaitMillis, long untilMillis) {
        boolean full = taken >= settings.connectionsMax();
        long patienceMillis = Math.min(untilMillis, full ? poolWaitMillis : connectMillis());
        if (patienceMillis <= 0) {
            return Future.failedFuture(new Mishap("its time to depart passed before it had one"));
        }
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(host.getHost())
                .setPort(port())
                .setSsl(isSecure())
                .setURI(target)
                .setFollowRedirects(false)
                .setConnectTimeout(patienceMillis);
        taken++;
        return client.request(options)
                .onComplete(request -> remember(request.connection()), failure -> taken--)
                .recover(failure -> Future.failedFuture(full ? allInUse(poolWaitMillis) : failure));
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
        if (inUse.put(connection, true) == null) {
            connection.closeHandler(closed -> inUse.remove(connection));
            connection.exceptionHandler(this::noteFault);
        }
    }

    /** Whoever uses the connection is told by its request; here it would only be the same again, as an error. */
    private void noteFault(Throwable fault) {
        LOG.atDebug()
                .addKeyValue("host", hostName())
                .addKeyValue("fault", FailureWords.of(fault))
                .log("a connection broke");
    }

    private Mishap allInUse(long waitedMillis) {
        return new Mishap("all " + settings.connectionsMax() + " connections of this event loop are in use, and none"
                + " became free within " + waitedMillis + " ms");
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
