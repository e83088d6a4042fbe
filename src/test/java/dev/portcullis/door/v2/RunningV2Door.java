package dev.portcullis.door.v2;

import dev.portcullis.door.Ids;
import dev.portcullis.door.RunningListener;
import dev.portcullis.model.Call;
import dev.portcullis.model.Presented;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** A v2 door behind a real listener, in front of a fake order path. */
final class RunningV2Door implements AutoCloseable {
    static final String TOKEN = "pcl_abcd123456_" + "a".repeat(49);
    static final String FORM = "application/x-www-form-urlencoded";
    static final String JSON = "application/json";
    static final long EXCHANGE_MILLIS = 1_700_000_000_123L;

    final FakeV2Path path = new FakeV2Path();
    final FakeV2Refusals refusals = new FakeV2Refusals();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final RunningListener listener = new RunningListener(
            RunningListener.USUAL,
            V2Door.of(
                    path, new Ids(new SecureRandom()), () -> EXCHANGE_MILLIS, RunningV2Door::environmentOf, refusals));

    private static Optional<String> environmentOf(Call call) {
        return call.origin().presented() instanceof Presented.Nothing ? Optional.empty() : Optional.of("testnet");
    }

    HttpResponse<String> get(String target, String... headers) {
        return send(request(target, headers).GET());
    }

    /** A GET of a v2 path with the token and these parameters. */
    HttpResponse<String> read(String path, String query) {
        return get(path + "?api_key=" + TOKEN + (query.isEmpty() ? "" : "&" + query));
    }

    HttpResponse<String> post(String target, String type, String body, String... headers) {
        return send(request(target, headers)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    /** A form with the token in it. */
    HttpResponse<String> form(String target, String fields) {
        return post(target, FORM, "api_key=" + TOKEN + "&" + fields);
    }

    /** A JSON object with the token in it. */
    HttpResponse<String> json(String target, String members) {
        return post(target, JSON, "{\"api_key\":\"" + TOKEN + "\"," + members + "}");
    }

    private HttpRequest.Builder request(String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(listener.uri(target));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The v5 body of the only call. */
    JsonObject sent() {
        return new JsonObject(path.onlyCall().body().bytes());
    }

    static JsonObject body(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    static int retCode(HttpResponse<String> response) {
        return body(response).getInteger("ret_code");
    }

    static String retMsg(HttpResponse<String> response) {
        return body(response).getString("ret_msg");
    }

    static JsonObject result(HttpResponse<String> response) {
        return body(response).getJsonObject("result");
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Override
    public void close() {
        listener.close();
    }
}
