package dev.portcullis.sandbox.door;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** A listening socket that closes and opens again on the same port, as an exchange that goes down and comes back. */
public final class RestListener {
    private final Vertx vertx;
    private final String host;
    private final Handler<HttpServerRequest> handler;
    private volatile int port;
    private @Nullable HttpServer server;

    /** A listener that is not open yet; port 0 picks a free one and keeps it. */
    public RestListener(Vertx vertx, String host, int port, Handler<HttpServerRequest> handler) {
        this.vertx = vertx;
        this.host = host;
        this.port = port;
        this.handler = handler;
    }

    /** Opens the socket; to be called on the event loop that shall serve it. */
    public synchronized Future<Void> open() {
        if (server != null) {
            return Future.succeededFuture();
        }
        HttpServer opening = vertx.createHttpServer(options()).requestHandler(handler);
        server = opening;
        return opening.listen(port, host)
                .onSuccess(open -> port = open.actualPort())
                .mapEmpty();
    }

    /** Closes the socket and every connection; new ones are refused until it is opened again. */
    public synchronized Future<Void> close() {
        HttpServer closing = server;
        server = null;
        return closing == null ? Future.succeededFuture() : closing.close();
    }

    /** Whether it is open or opening. */
    public synchronized boolean isOpen() {
        return server != null;
    }

    /** Where it listens. */
    public String url() {
        return "http://" + host + ":" + port;
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setReuseAddress(true)
                .setTcpNoDelay(true)
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(16 * 1024)
                .setHttp2ClearTextEnabled(false);
    }
}
