package dev.portcullis.door;

import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.PeerAddress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener that bots reach: HTTP/1.1 only, every request checked before a door sees it, every wait bounded. One
 * instance serves one event loop; all of them share the port.
 */
public final class DataListener extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DataListener.class);

    private static final long DRAIN_SECONDS = 5;

    /** What all instances share. */
    public record Shared(
            HttpServerOptions options,
            ListenerLimits limits,
            Ids ids,
            BiFunction<String, List<String>, PeerAddress> peerOf,
            LongSupplier nanoTicker,
            AtomicInteger connections) {}

    private final Shared shared;
    private final List<Door> doors;
    private final RequestGuard guard;
    private final Map<HttpConnection, Wire> wires = new HashMap<>();
    private @Nullable BodyIntake intake;
    private @Nullable HttpServer server;

    /** An instance for the doors, asked in order. */
    public DataListener(Shared shared, List<Door> doors) {
        this.shared = shared;
        this.doors = List.copyOf(doors);
        this.guard = new RequestGuard(shared.limits().bodyBytesMax());
    }

    /** The options that make a listener safe, for a host and port. */
    public static HttpServerOptions options(String host, int port, ListenerLimits limits) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setDecompressionSupported(false)
                .setHandle100ContinueAutomatically(false)
                .setMaxInitialLineLength(limits.requestLineBytesMax())
                .setMaxHeaderSize(limits.headersBytesMax())
                .setTcpNoDelay(true)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) limits.idle().toMillis());
    }

    /** The port that was bound. */
    public int port() {
        return server == null ? -1 : server.actualPort();
    }

    @Override
    public Future<?> start() {
        intake = new BodyIntake(
                vertx, shared.limits().bodyBytesMax(), shared.limits().bodyDeadline());
        server = vertx.createHttpServer(shared.options())
                .connectionHandler(this::connected)
                .exceptionHandler(broken ->
                        LOG.debug("connection refused: {}", broken.getClass().getSimpleName()))
                .invalidRequestHandler(this::invalid)
                .requestHandler(this::handle);
        return server.listen();
    }

    /** Takes no new calls and lets those in flight finish. */
    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    private void connected(HttpConnection connection) {
        if (shared.connections().incrementAndGet() > shared.limits().connectionsMax()) {
            shared.connections().decrementAndGet();
            connection.close();
            return;
        }
        Wire wire = new Wire(vertx, connection, shared.limits().headDeadline());
        wires.put(connection, wire);
        connection.closeHandler(closed -> {
            shared.connections().decrementAndGet();
            wires.remove(connection);
            wire.gone();
        });
    }

    /** What is no HTTP request at all: answered shortly, without a stack trace, and the connection ends. */
    private void invalid(HttpServerRequest request) {
        refuse(request, 400, "this is no well-formed HTTP/1.1 request");
    }

    private void handle(HttpServerRequest request) {
        Wire wire = wires.get(request.connection());
        if (wire == null || wire.isPoisoned()) {
            return;
        }
        wire.headArrived();
        Optional<RequestGuard.Objection> objection = guard.objection(request);
        if (objection.isPresent()) {
            refuse(request, objection.get().status(), objection.get().why());
            return;
        }
        Optional<Door> door =
                doors.stream().filter(d -> d.takes(request.path())).findFirst();
        if (door.isEmpty()) {
            answer(request, notFound());
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        read(request, door.get());
    }

    private void read(HttpServerRequest request, Door door) {
        long arrivedNanos = shared.nanoTicker().getAsLong();
        Context context = vertx.getOrCreateContext();
        Objects.requireNonNull(intake, "started").read(request).onComplete(read -> {
            if (read.failed()) {
                tooBad(request, read.cause());
                return;
            }
            RawRequest raw = new RawRequest(
                    shared.ids().requestId(),
                    request.method(),
                    request.path(),
                    Optional.ofNullable(request.query()).orElse(""),
                    request.headers(),
                    read.result(),
                    new RawRequest.Arrival(
                            peerOf(request), arrivedNanos, task -> context.runOnContext(now -> task.run())));
            serve(request, door, raw);
        });
    }

    private PeerAddress peerOf(HttpServerRequest request) {
        return shared.peerOf()
                .apply(request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For"));
    }

    private void serve(HttpServerRequest request, Door door, RawRequest raw) {
        served(door, raw).onComplete(done -> {
            if (done.succeeded()) {
                answer(request, done.result());
            } else {
                LOG.atError()
                        .addKeyValue("requestId", raw.id().text())
                        .setCause(done.cause())
                        .log("a request failed; this is a bug of the gate");
                answer(request, failed(raw));
            }
        });
    }

    private static Future<RawAnswer> served(Door door, RawRequest raw) {
        try {
            return door.serve(raw);
        } catch (RuntimeException bug) {
            return Future.failedFuture(bug);
        }
    }

    private void tooBad(HttpServerRequest request, Throwable cause) {
        int status = cause instanceof BodyIntake.Refused refused ? refused.status() : 400;
        refuse(request, status, String.valueOf(cause.getMessage()));
    }

    /** Marks the connection first, then answers and closes: what follows on it is never taken for a request. */
    private void refuse(HttpServerRequest request, int status, String why) {
        Wire wire = wires.get(request.connection());
        if (wire != null) {
            wire.poison();
            wire.headArrived();
        }
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            request.connection().close();
            return;
        }
        response.setStatusCode(status)
                .putHeader("Connection", "close")
                .putHeader("Content-Type", "application/problem+json")
                .end(problem(status, why))
                .onComplete(sent -> request.connection().close());
    }

    private static RawAnswer notFound() {
        return new RawAnswer.Whole(
                404,
                List.of(new Header("Content-Type", "application/problem+json")),
                problem(404, "nothing is served here; the doors are /v5/... and /accounts/{account}/v5/..."));
    }

    private static RawAnswer failed(RawRequest raw) {
        return new RawAnswer.Whole(
                500,
                List.of(
                        new Header("Content-Type", "application/problem+json"),
                        new Header("X-Portcullis-Request-Id", raw.id().text())),
                problem(
                        500,
                        "the gate failed on request " + raw.id() + "; if it was an order, ask for it by its"
                                + " orderLinkId before you send it again"));
    }

    private static Buffer problem(int status, String detail) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("status", status)
                .put("detail", detail)
                .toBuffer();
    }

    private void answer(HttpServerRequest request, RawAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(header -> response.putHeader(header.name(), header.value()));
        if (answer instanceof RawAnswer.Whole whole) {
            response.end(whole.body());
            return;
        }
        flow(response, (RawAnswer.Flowing) answer);
    }

    private static void flow(HttpServerResponse response, RawAnswer.Flowing flowing) {
        response.setChunked(true);
        response.write(flowing.begun());
        flowing.rest().pipe().endOnFailure(false).to(response).onFailure(broken -> response.reset());
    }
}
