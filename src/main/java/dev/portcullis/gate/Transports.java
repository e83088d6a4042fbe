package dev.portcullis.gate;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Starts Vert.x on the fastest network transport that this machine allows: io_uring, else epoll, else NIO. io_uring
 * carries no Unix sockets yet; a gate that has some goes without it.
 */
final class Transports {
    private Transports() {}

    /** A started Vert.x and the name of its transport. */
    record Started(Vertx vertx, String transport) {}

    /** The configuration asks for Unix sockets and the transport has none. */
    static final class NoUnixSockets extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoUnixSockets() {
            super(
                    "unix-sockets are configured, and this machine's network transport carries none; they need Linux,"
                            + " macOS or a newer Windows",
                    null,
                    false,
                    false);
        }
    }

    /** On the fastest transport. */
    static Started start(VertxOptions options) {
        return start(options, candidates());
    }

    /** On the fastest transport that carries Unix sockets. */
    static Started startWithUnixSockets(VertxOptions options) {
        return start(options, candidates().filter(Transports::carriesUnixSockets));
    }

    private static boolean carriesUnixSockets(Transport transport) {
        return transport.implementation().supportsDomainSockets();
    }

    /** @throws NoUnixSockets when the transport that it runs on carries none */
    static void requireUnixSockets(Vertx vertx) {
        if (!((VertxInternal) vertx).transport().supportsDomainSockets()) {
            throw new NoUnixSockets();
        }
    }

    private static Started start(VertxOptions options, Stream<Transport> choices) {
        Transport best = choices.filter(Transport::available).findFirst().orElse(Transport.NIO);
        Vertx vertx = Vertx.builder().with(options).withTransport(best).build();
        return new Started(vertx, best.name());
    }

    /** A transport that is not on the class path is null. */
    private static Stream<Transport> candidates() {
        return Stream.of(Transport.IO_URING, Transport.EPOLL).filter(Objects::nonNull);
    }
}
