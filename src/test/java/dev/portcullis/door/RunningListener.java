package dev.portcullis.door;

import dev.portcullis.model.IpAddress;
import dev.portcullis.model.PeerAddress;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A data listener on a free loopback port, with the doors of a test. */
public final class RunningListener implements AutoCloseable {
    /** The defaults of the gate. */
    public static final ListenerLimits USUAL = new ListenerLimits(
            8 << 10,
            16 << 10,
            64 << 10,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));

    private static final OpenConnections.Bounds MANY = new OpenConnections.Bounds(4_000, 64);

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final OpenConnections connections;
    private final String deployment;
    private final int port;
    private final DataListener listener;

    /** Starts a listener for that door. */
    public RunningListener(ListenerLimits limits, Door door) {
        this(DataListener.options("127.0.0.1", 0, limits), limits, door);
    }

    /** Starts a listener with more options than the usual ones, such as TLS. */
    public RunningListener(HttpServerOptions options, ListenerLimits limits, Door door) {
        this(options, limits, new OpenConnections(MANY, IpAddress::isLoopback), door);
    }

    /** Starts a listener that bears only so many connections. */
    RunningListener(HttpServerOptions options, ListenerLimits limits, OpenConnections connections, Door door) {
        this.connections = connections;
        listener = new DataListener(
                new DataListener.Shared(
                        options,
                        limits,
                        new Ids(new SecureRandom()),
                        (socket, forwarded) -> new PeerAddress(String.join("<", concat(socket, forwarded))),
                        System::nanoTime,
                        connections),
                List.of(door));
        deployment = await(vertx.deployVerticle(listener));
        port = listener.port();
    }

    private static List<String> concat(String socket, List<String> forwarded) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(socket), forwarded.stream())
                .toList();
    }

    /** With the given deadlines in milliseconds. */
    public static ListenerLimits hurried(long head, long body, long idle) {
        return new ListenerLimits(
                8 << 10,
                16 << 10,
                64 << 10,
                Duration.ofMillis(head),
                Duration.ofMillis(body),
                Duration.ofSeconds(10),
                Duration.ofMillis(idle));
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Changes its certificates as the gate does when their files change. */
    public void secureWith(ServerSSLOptions tls) {
        await(listener.secureWith(tls));
    }

    /** How many connections are open. */
    public int connections() {
        return connections.open();
    }

    /** A path on it. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The Vert.x that it runs on. */
    public Vertx vertx() {
        return vertx;
    }

    /** Stops as the gate stops: new connections are refused, requests in service are answered. */
    public io.vertx.core.Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
