package dev.portcullis.whole;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Somebody's webhook on this machine: keeps what it gets, and answers as a test wants. */
final class AlertReceiver implements AutoCloseable {
    static final String SECRET_PATH = "/services/T0CANARY/B1CANARY";

    private final Vertx vertx = Vertx.vertx();
    private final List<JsonObject> bodies = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final HttpServer server;

    AlertReceiver() {
        HttpServer opening = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    authorizations.add(String.valueOf(request.getHeader("Authorization")));
                    bodies.add(body.toJsonObject());
                    int answer = status.get();
                    if (answer > 0) {
                        request.response().setStatusCode(answer).end();
                    }
                }));
        server = RunningGate.get(opening.listen(0, "127.0.0.1"));
    }

    /** The line of configuration that names it. */
    String asConfiguration(String more) {
        return "alerts: { webhook: { url: \"http://127.0.0.1:" + server.actualPort() + SECRET_PATH + "\" }" + more
                + " }";
    }

    int port() {
        return server.actualPort();
    }

    /** From now on it answers with that status; 0: not at all. */
    void answerWith(int answer) {
        status.set(answer);
    }

    List<JsonObject> bodies() {
        return bodies;
    }

    List<String> authorizations() {
        return authorizations;
    }

    Stream<JsonObject> of(String kind, String state) {
        return bodies.stream()
                .filter(body -> body.getString("kind").equals(kind)
                        && body.getString("state").equals(state));
    }

    @Override
    public void close() {
        RunningGate.get(vertx.close());
    }
}
