package dev.portcullis.sandbox.door;

import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultPlan;
import dev.portcullis.sandbox.fault.HttpAnswer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an answer on the wire: whole, cut off, drop by drop, or as a reset. */
final class Transmitter {
    private static final Logger LOG = LoggerFactory.getLogger(Transmitter.class);

    private final Vertx vertx;

    Transmitter(Vertx vertx) {
        this.vertx = vertx;
    }

    void send(HttpServerRequest request, HttpAnswer answer, FaultPlan plan) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        putHead(response, answer);
        Optional<Fault.Truncate> truncate = plan.first(Fault.Truncate.class);
        Optional<Fault.Drip> drip = plan.first(Fault.Drip.class);
        if (truncate.isPresent()) {
            sendTruncated(request, answer, truncate.get());
        } else if (drip.isPresent()) {
            sendDripping(response, answer.body(), drip.get());
        } else {
            response.end(answer.body()).onFailure(Transmitter::peerWentAway);
        }
    }

    /** Sends an RST instead of an orderly end: closing with SO_LINGER 0 drops what is unsent. */
    void reset(HttpServerRequest request) {
        HttpServerConnection connection = (HttpServerConnection) request.connection();
        Channel channel = connection.channelHandlerContext().channel();
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        connection.close().onFailure(Transmitter::peerWentAway);
    }

    private static void putHead(HttpServerResponse response, HttpAnswer answer) {
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.putHeader("Content-Length", Integer.toString(answer.body().length()));
    }

    private static void sendTruncated(HttpServerRequest request, HttpAnswer answer, Fault.Truncate truncate) {
        int bytes = Math.min(truncate.bytes(), answer.body().length());
        request.response()
                .write(answer.body().slice(0, bytes))
                .eventually(() -> request.connection().close())
                .onFailure(Transmitter::peerWentAway);
    }

    private void sendDripping(HttpServerResponse response, Buffer left, Fault.Drip drip) {
        int bytes = Math.min(drip.bytesPerStep(), left.length());
        if (bytes == left.length()) {
            response.end(left).onFailure(Transmitter::peerWentAway);
            return;
        }
        response.write(left.slice(0, bytes)).onFailure(Transmitter::peerWentAway);
        Buffer rest = left.slice(bytes, left.length());
        vertx.setTimer(Math.max(1, drip.step().toMillis()), timer -> dripOn(response, rest, drip));
    }

    private void dripOn(HttpServerResponse response, Buffer rest, Fault.Drip drip) {
        if (!response.closed()) {
            sendDripping(response, rest, drip);
        }
    }

    private static void peerWentAway(Throwable cause) {
        LOG.debug("the caller went away before its answer was sent: {}", cause.toString());
    }
}
