package dev.portcullis.whole;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A caller with a token and nothing else, through the JDK's own HTTP client. */
final class Bot {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newCachedThreadPool(Bot::daemon))
            .build();

    private final URI base;
    private final String token;
    private final Map<String, String> moreHeaders;
    private final HttpClient http;

    Bot(URI base, String token) {
        this(base, token, Map.of(), HTTP);
    }

    private Bot(URI base, String token, Map<String, String> moreHeaders, HttpClient http) {
        this.http = http;
        this.base = base;
        this.token = token;
        this.moreHeaders = moreHeaders;
    }

    /** The same bot, which sends one header more. */
    Bot with(String header, String value) {
        Map<String, String> all = new HashMap<>(moreHeaders);
        all.put(header, value);
        return new Bot(base, token, all, http);
    }

    /** The same bot, which believes and shows what that context says. */
    Bot by(SSLContext tls) {
        HttpClient secured = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .executor(Executors.newCachedThreadPool(Bot::daemon))
                .build();
        return new Bot(base, token, moreHeaders, secured);
    }

    /** An answer as it came. */
    record Reply(int status, Map<String, List<String>> headers, String text) {
        JsonObject body() {
            try {
                return text.isEmpty() ? new JsonObject() : new JsonObject(text);
            } catch (DecodeException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }

        int retCode() {
            return body().getInteger("retCode", -1);
        }

        String retMsg() {
            return body().getString("retMsg", "");
        }

        String outcome() {
            return header("x-portcullis-outcome");
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    Reply create(String orderLinkId) throws Exception {
        return post("/v5/order/create", order(orderLinkId, "20000"));
    }

    CompletableFuture<Reply> createLater(String orderLinkId) {
        return sendLater("POST", "/v5/order/create", order(orderLinkId, "20000"));
    }

    Reply cancel(String orderLinkId) throws Exception {
        return post(
                "/v5/order/cancel",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"" + orderLinkId + "\"}");
    }

    CompletableFuture<Reply> cancelLater(String orderLinkId) {
        return sendLater(
                "POST",
                "/v5/order/cancel",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"" + orderLinkId + "\"}");
    }

    static String order(String orderLinkId, String price) {
        return "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\","
                + "\"qty\":\"0.001\",\"price\":\"" + price + "\",\"orderLinkId\":\"" + orderLinkId + "\"}";
    }

    /** The order that {@link #create} places, for the normalized door. */
    static String normalized(String clientOrderId) {
        return new JsonObject()
                .put("symbol", "BTCUSDT")
                .put("side", "buy")
                .put("type", "limit")
                .put("qty", "0.001")
                .put("price", "20000")
                .put("clientOrderId", clientOrderId)
                .encode();
    }

    Reply post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    Reply get(String path) throws Exception {
        return send("GET", path, "");
    }

    Reply send(String method, String path, String body) throws Exception {
        return reply(http.send(request(method, path, body), BodyHandlers.ofString()));
    }

    CompletableFuture<Reply> sendLater(String method, String path, String body) {
        return http.sendAsync(request(method, path, body), BodyHandlers.ofString())
                .thenApply(Bot::reply);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "bot");
        thread.setDaemon(true);
        return thread;
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers().map(), response.body());
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        moreHeaders.forEach(builder::setHeader);
        if (body.isEmpty()) {
            return builder.method(method, BodyPublishers.noBody()).build();
        }
        if (!moreHeaders.containsKey("Content-Type")) {
            builder.header("Content-Type", "application/json");
        }
        return builder.method(method, BodyPublishers.ofString(body)).build();
    }
}
