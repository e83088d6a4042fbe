package dev.portcullis.door;

import dev.portcullis.door.OpenConnections.Entry;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RequestId;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of an HTTP server: counts its connections, checks every byte before a parser sees it, bounds every
 * wait, and ends a connection with the first request on it that is objected to. One guard for one server on one event
 * loop.
 */
public final class ConnectionGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);
    private static final long COMPLAINS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ListenerLimits limits;
    private final OpenConnections connections;
    private final Ids ids;
    private final LongSupplier nanoTicker;
    private final Map<HttpConnection, Wire> wires = new HashMap<>();
    private final Function<HttpConnection, Presented> proofOf;
    private long complainedAtNanos;

    /** A guard of connections that prove nothing by themselves. */
    public ConnectionGuard(ListenerLimits limits, OpenConnections connections, Ids ids, LongSupplier nanoTicker) {
        this(limits, connections, ids, nanoTicker, connection -> new Presented.Nothing());
    }

    /**
     * A guard; {@code connections} may be shared with the guards of other event loops.
     *
     * @param proofOf what a connection by itself shows of its caller; asked once for each
     */
    ConnectionGuard(
            ListenerLimits limits,
            OpenConnections connections,
            Ids ids,
            LongSupplier nanoTicker,
            Function<HttpConnection, Presented> proofOf) {
        this.limits = limits;
        this.connections = connections;
        this.ids = ids;
        this.nanoTicker = nanoTicker;
        this.proofOf = proofOf;
        this.complainedAtNanos = nanoTicker.getAsLong() - COMPLAINS_EVERY_NANOS;
    }

    /** Puts this guard in front of a server that does not listen yet; admitted requests go to {@code serving}. */
    public HttpServer guarded(HttpServer server, Consumer<HttpServerRequest> serving) {
        return server.connectionHandler(this::take)
                .exceptionHandler(ConnectionGuard::quietly)
                .invalidRequestHandler(this::invalid)
                .requestHandler(request -> {
                    if (admits(request)) {
                        serving.accept(request);
                    }
                });
    }

    /** Follows a new connection; null when it is turned away. */
    @Nullable
    Wire take(HttpConnection connection) {
        SocketAddress remote = connection.remoteAddress(true);
        String address = remote == null ? null : remote.hostAddress();
        Entry entry = connections.enter(address);
        if (entry != Entry.ENTERED) {
            complainOf(entry, address);
            connection.close();
            return null;
        }
        Channel channel = ((ConnectionBase) connection).channel();
        Wire wire = new Wire(channel, limits, this::lastWords);
        wire.shows(proofOf.apply(connection));
        new FramingHandler(new RequestFraming(limits), wire).enter(channel.pipeline());
        wires.put(connection, wire);
        connection.exceptionHandler(ConnectionGuard::quietly);
        connection.closeHandler(closed -> {
            connections.leave(address);
            wires.remove(connection);
            wire.gone();
        });
        return wire;
    }

    private void complainOf(Entry entry, @Nullable String address) {
        long now = nanoTicker.getAsLong();
        if (now - complainedAtNanos < COMPLAINS_EVERY_NANOS) {
            return;
        }
        complainedAtNanos = now;
        if (entry == Entry.TOO_MANY) {
            LOG.warn(
                    "{} connections are open; new ones are closed (raise inbound.connections, or find who holds them)",
                    connections.bounds().max());
        } else {
            LOG.warn(
                    "{} has {} connections open; its new ones are closed (raise inbound.connections-per-address, or add"
                            + " it to trusted-proxies if it is one)",
                    address,
                    connections.bounds().perAddressMax());
        }
    }

    /** What peers do to their connections is no fault of the gate, and its words may be theirs. */
    static void quietly(Throwable broken) {
        LOG.debug("a connection broke: {}", broken.getClass().getSimpleName());
    }

    private Buffer lastWords(Objection objection) {
        RequestId id = ids.requestId();
        LOG.atDebug()
                .addKeyValue("requestId", id.text())
                .addKeyValue("statusCode", objection.status())
                .log("refused: {}", objection.why());
        return Problem.lastWords(objection, id);
    }

    /** What Vert.x's parser does not take for HTTP, though the framing was sound. */
    void invalid(HttpServerRequest request) {
        refuse(request, Objection.malformed("this is no well-formed HTTP/1.1 request"));
    }

    /** Whether a request whose head is there may be served; if not, it was refused, and its connection ends. */
    boolean admits(HttpServerRequest request) {
        Wire wire = wires.get(request.connection());
        if (wire == null || wire.isPoisoned()) {
            return false;
        }
        Optional<Objection> objection = RequestGuard.objection(request);
        objection.ifPresent(wire::refuse);
        return objection.isEmpty();
    }

    /** Refuses a request, whether its body has come or not, and ends its connection once the peer was told. */
    public void refuse(HttpServerRequest request, int status, String why) {
        refuse(request, new Objection(status, why));
    }

    private void refuse(HttpServerRequest request, Objection objection) {
        Wire wire = wires.get(request.connection());
        if (wire != null) {
            wire.refuse(objection);
        }
    }

    /**
     * Reads the body of an admitted request, which the framing has bounded in size and time; never completes when its
     * connection ends before.
     */
    public Future<Buffer> wholeBody(HttpServerRequest request) {
        if (request.headers().contains("Expect")) {
            request.response().writeContinue();
        }
        return request.body();
    }

    /**
     * The request is being served until {@code left} completes, which is when its answer has left or never will: so
     * long what comes behind it on its connection waits.
     */
    public void serves(HttpServerRequest request, Future<?> left) {
        Wire wire = wires.get(request.connection());
        if (wire != null) {
            wire.serves();
            left.onComplete(done -> wire.served());
        }
    }

    /** The wire of an admitted request; null when it is poisoned or gone by now. */
    @Nullable
    Wire soundWireOf(HttpServerRequest request) {
        Wire wire = wires.get(request.connection());
        return wire == null || wire.isPoisoned() ? null : wire;
    }
}
