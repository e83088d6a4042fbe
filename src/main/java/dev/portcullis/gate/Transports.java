package dev.portcullis.gate;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.util.Objects;
import java.util.stream.Stream;

/** Starts Vert.x on the fastest network transport that this machine allows: io_uring, else epoll, else NIO. */
final class Transports {
    private Transports() {}

    /** A started Vert.x and the name of its transport. */
    record Started(Vertx vertx, String transport) {}

    static Started start(VertxOptions options) {
        Transport best = candidates().filter(Transport::available).findFirst().orElse(Transport.NIO);
        Vertx vertx = Vertx.builder().with(options).withTransport(best).build();
        return new Started(vertx, best.name());
    }

    /** A transport that is not on the class path is null. */
    private static Stream<Transport> candidates() {
        return Stream.of(Transport.IO_URING, Transport.EPOLL).filter(Objects::nonNull);
    }
}
