package dev.portcullis.door;

import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RequestId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener that bots reach: HTTP/1.1 only, every byte checked before a parser sees it, every wait bounded. One
 * instance serves one event loop; all of them share the port.
 */
public final class DataListener extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DataListener.class);
    private static final long DRAINS_SECONDS = 5;

    /**
     * What all instances share.
     *
     * @param options made by {@link DataListener#options}
     * @param peerOf the caller's real address, of the socket's address and the values of X-Forwarded-For
     * @param connections how many are open, over all instances
     * @param proofOf what a connection by itself shows of its caller; asked once for each
     */
    public record Shared(
            HttpServerOptions options,
            ListenerLimits limits,
            Ids ids,
            BiFunction<String, List<String>, PeerAddress> peerOf,
            LongSupplier nanoTicker,
            OpenConnections connections,
            Function<HttpConnection, Presented> proofOf) {
        /** For TCP, where a client certificate is what a connection may show. */
        public Shared(
                HttpServerOptions options,
                ListenerLimits limits,
                Ids ids,
                BiFunction<String, List<String>, PeerAddress> peerOf,
                LongSupplier nanoTicker,
                OpenConnections connections) {
            this(options, limits, ids, peerOf, nanoTicker, connections, ConnectionProof::of);
        }
    }

    private final Shared shared;
    private final List<Door> doors;
    private final @Nullable SocketAddress place;
    private final ConnectionGuard guard;
    private @Nullable HttpServer server;

    /** An instance for the doors, asked in order, at the host and port of its options. */
    public DataListener(Shared shared, List<Door> doors) {
        this(shared, doors, null);
    }

    /** An instance for the doors at another place than the options say, such as a Unix socket. */
    public DataListener(Shared shared, List<Door> doors, @Nullable SocketAddress place) {
        this.shared = shared;
        this.doors = List.copyOf(doors);
        this.place = place;
        this.guard = new ConnectionGuard(
                shared.limits(), shared.connections(), shared.ids(), shared.nanoTicker(), shared.proofOf());
    }

    /** The options that make a listener safe, for a host and port. */
    public static HttpServerOptions options(String host, int port, ListenerLimits limits) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setDecompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(false)
                .setMaxInitialLineLength(limits.requestLineBytesMax())
                .setMaxHeaderSize(limits.headersBytesMax())
                .setTcpNoDelay(true)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(limits.idle().toMillis()));
    }

    /** The port that was bound. */
    public int port() {
        return server == null ? -1 : server.actualPort();
    }

    @Override
    public Future<?> start() {
        HttpServer starting = guard.guarded(vertx.createHttpServer(shared.options()), this::arrived);
        server = starting;
        return place == null ? starting.listen() : starting.listen(place);
    }

    /** Shows and believes other certificates from the next connection on; those that are open stay. */
    public Future<Boolean> secureWith(ServerSSLOptions tls) {
        return server == null ? Future.succeededFuture(false) : server.updateSSLOptions(tls);
    }

    /** Stops listening at once and lets the requests in service be answered. */
    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(DRAINS_SECONDS, TimeUnit.SECONDS);
    }

    private void arrived(HttpServerRequest request) {
        long arrivedNanos = shared.nanoTicker().getAsLong();
        guard.wholeBody(request).onSuccess(body -> whole(request, body, arrivedNanos));
    }

    /** The framing has bounded the body; a connection that ends before it is whole needs no answer. */
    private void whole(HttpServerRequest request, Buffer body, long arrivedNanos) {
        Wire wire = guard.soundWireOf(request);
        if (wire == null) {
            return;
        }
        wire.serves();
        RawRequest raw = rawOf(request, wire.proof(), body, arrivedNanos);
        serve(raw).onComplete(done -> {
            if (done.failed()) {
                LOG.atError()
                        .addKeyValue("requestId", raw.id().text())
                        .setCause(done.cause())
                        .log("a request failed; this is a bug of the gate");
            }
            answer(request, wire, done.succeeded() ? done.result() : failed(raw.id()));
        });
    }

    private RawRequest rawOf(HttpServerRequest request, Presented proof, Buffer body, long arrivedNanos) {
        Context context = vertx.getOrCreateContext();
        PeerAddress peer = shared.peerOf()
                .apply(hostOf(request.connection()), request.headers().getAll("X-Forwarded-For"));
        return new RawRequest(
                shared.ids().requestId(),
                request.method(),
                request.path(),
                Optional.ofNullable(request.query()).orElse(""),
                request.headers(),
                body,
                new RawRequest.Arrival(peer, arrivedNanos, task -> context.runOnContext(now -> task.run()), proof));
    }

    /** The other end's address; empty behind a Unix socket, which has none. */
    private static String hostOf(HttpConnection connection) {
        SocketAddress remote = connection.remoteAddress(true);
        return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    }

    private Future<RawAnswer> serve(RawRequest raw) {
        for (Door door : doors) {
            if (door.takes(raw.path())) {
                return served(door, raw);
            }
        }
        return Future.succeededFuture(Problem.answer(
                404,
                "nothing is served at this path; the doors are /v5/..., /accounts/{account}/v5/..., /v1/... and, for"
                        + " scripts of Bybit's old API, /v2/... where the configuration opens it (v2.open)",
                raw.id()));
    }

    private static Future<RawAnswer> served(Door door, RawRequest raw) {
        try {
            return door.serve(raw);
        } catch (RuntimeException bug) {
            return Future.failedFuture(bug);
        }
    }

    private static RawAnswer failed(RequestId id) {
        return Problem.answer(
                500,
                "the gate failed on this request; if it was an order, ask for it by its orderLinkId before you send it"
                        + " again",
                id);
    }

    private void answer(HttpServerRequest request, Wire wire, RawAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            abandon(answer);
            wire.served();
            return;
        }
        written(response, wire, answer).onComplete(left -> wire.served());
    }

    private static Future<Void> written(HttpServerResponse response, Wire wire, RawAnswer answer) {
        response.setStatusCode(answer.status());
        for (Header header : answer.headers()) {
            response.putHeader(header.name(), header.value());
        }
        if (answer instanceof RawAnswer.Whole whole) {
            wire.answers();
            return response.end(whole.body());
        }
        return flow(response, (RawAnswer.Flowing) answer);
    }

    /** Goes as fast as the caller reads; a caller that stops reading is idle, and one that leaves ends the stream. */
    private static Future<Void> flow(HttpServerResponse response, RawAnswer.Flowing flowing) {
        response.setChunked(true);
        response.write(flowing.begun());
        return flowing.rest().pipe().endOnFailure(false).to(response).onFailure(broken -> {
            flowing.abandon();
            response.reset();
        });
    }

    private static void abandon(RawAnswer answer) {
        if (answer instanceof RawAnswer.Flowing flowing) {
            flowing.abandon();
        }
    }
}
