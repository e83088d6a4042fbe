package dev.portcullis.door.v5;

import dev.portcullis.door.Ids;
import dev.portcullis.door.RunningListener;
import dev.portcullis.model.Call;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** A V5 door behind a real listener, in front of a fake order path. */
final class RunningV5Door implements AutoCloseable {
    static final String TOKEN = "pcl_abcd1234_0123456789secret";
    static final long EXCHANGE_MILLIS = 1_700_000_000_000L;

    final FakeOrderPath path = new FakeOrderPath();
    final FakeDoorRefusals refusals = new FakeDoorRefusals();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final RunningListener listener = new RunningListener(
            RunningListener.USUAL,
            new V5Door(
                    path,
                    new Ids(new SecureRandom()),
                    new V5Answers(() -> EXCHANGE_MILLIS, RunningV5Door::environmentOf),
                    refusals));

    private static Optional<String> environmentOf(Call call) {
        return Optional.ofNullable(call.wantedAccount()).map(account -> "testnet");
    }

    String baseUrl() {
        return listener.uri("").toString();
    }

    Vertx vertx() {
        return listener.vertx();
    }

    /** Forgets what came so far. */
    void clear() {
        path.calls.clear();
    }

    HttpResponse<String> get(String target, String... headers) {
        return send(request(target, headers).GET());
    }

    HttpResponse<String> post(String target, String body, String... headers) {
        return send(request(target, headers).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(listener.uri(target));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static int retCode(HttpResponse<String> response) {
        return new JsonObject(response.body()).getInteger("retCode");
    }

    static String retMsg(HttpResponse<String> response) {
        return new JsonObject(response.body()).getString("retMsg");
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Override
    public void close() {
        listener.close();
    }
}
