package dev.portcullis.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The connections of one event loop. Orders and reads never share one: a connection whose last answer was read slowly
 * could hold up the answer to an order behind it.
 */
final class Lane {
    private static final int HEAD_BYTES_MAX = 16 * 1024;
    private static final int USER_TIMEOUT_MILLIS = 5_000;

    private final TransportSettings settings;
    private final LongSupplier nanoTicker;
    private final HttpClient orders;
    private final HttpClient reads;
    private final Map<URI, HostPool> orderHosts = new HashMap<>();
    private final Map<URI, HostPool> readHosts = new HashMap<>();

    Lane(Vertx vertx, TransportSettings settings, LongSupplier nanoTicker) {
        this.settings = settings;
        this.nanoTicker = nanoTicker;
        this.orders = client(vertx, settings);
        this.reads = client(vertx, settings);
    }

    /** The connections to a host; to be called on the lane's own event loop. */
    HostPool to(URI host, boolean isRead) {
        HttpClient client = isRead ? reads : orders;
        return (isRead ? readHosts : orderHosts)
                .computeIfAbsent(host, h -> new HostPool(client, h, settings, nanoTicker));
    }

    Future<Void> close() {
        return Future.join(orders.close(), reads.close()).mapEmpty();
    }

    private static HttpClient client(Vertx vertx, TransportSettings settings) {
        TransportSettings.Waits waits = settings.waits();
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) Math.max(1, waits.keepAliveIdle().toSeconds()))
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setConnectTimeout((int) waits.connect().toMillis())
                .setSslHandshakeTimeout(waits.handshake().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setKeyCertOptions(HostTls.NO_CERTIFICATE)
                .setTcpNoDelay(true)
                .setTcpUserTimeout(USER_TIMEOUT_MILLIS)
                .setMaxHeaderSize(HEAD_BYTES_MAX)
                .setTracingPolicy(TracingPolicy.IGNORE);
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(settings.connectionsMax()));
    }
}
