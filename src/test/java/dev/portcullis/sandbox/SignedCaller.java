package dev.portcullis.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A bot that signs by hand, as Bybit's guide says, and sends through the JDK's HTTP client. */
final class SignedCaller {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String apiKey;
    private final UnaryOperator<String> signer;
    private final LongSupplier clockMillis;

    private SignedCaller(String url, String apiKey, UnaryOperator<String> signer, LongSupplier clockMillis) {
        this.url = url;
        this.apiKey = apiKey;
        this.signer = signer;
        this.clockMillis = clockMillis;
    }

    static SignedCaller hmac(String url, String apiKey, String secret) {
        return new SignedCaller(url, apiKey, text -> hmacHex(secret, text), System::currentTimeMillis);
    }

    static SignedCaller with(String url, String apiKey, UnaryOperator<String> signer) {
        return new SignedCaller(url, apiKey, signer, System::currentTimeMillis);
    }

    /** The same bot going by another clock. */
    SignedCaller at(LongSupplier otherClockMillis) {
        return new SignedCaller(url, apiKey, signer, otherClockMillis);
    }

    /** The same bot naming another key. */
    SignedCaller named(String otherApiKey) {
        return new SignedCaller(url, otherApiKey, signer, clockMillis);
    }

    Reply get(String path, String query) {
        return send(getRequest(path, query).build());
    }

    Reply post(String path, String body) {
        return send(postRequest(path, body).build());
    }

    Reply create(OrderBody order) {
        return post("/v5/order/create", order.toString());
    }

    /** The one order with this orderLinkId as realtime shows it; a missing node when it shows none. */
    JsonNode realtime(String category, String symbol, String linkId) {
        String query = "category=" + category + "&symbol=" + symbol + "&orderLinkId=" + linkId;
        return get("/v5/order/realtime", query).result().path("list").path(0);
    }

    HttpRequest.Builder getRequest(String path, String query) {
        String uri = url + path + (query.isEmpty() ? "" : "?" + query);
        return signed(HttpRequest.newBuilder(URI.create(uri)), query).GET();
    }

    HttpRequest.Builder postRequest(String path, String body) {
        return signed(HttpRequest.newBuilder(URI.create(url + path)), body)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    Reply send(HttpRequest request) {
        try {
            return Reply.of(trySend(request));
        } catch (IOException unanswered) {
            throw new AssertionError("no answer to " + request.uri(), unanswered);
        }
    }

    HttpResponse<String> trySend(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private HttpRequest.Builder signed(HttpRequest.Builder request, String payload) {
        String timestamp = Long.toString(clockMillis.getAsLong());
        return request.timeout(Duration.ofSeconds(10))
                .header("X-BAPI-API-KEY", apiKey)
                .header("X-BAPI-TIMESTAMP", timestamp)
                .header("X-BAPI-RECV-WINDOW", "5000")
                .header("X-BAPI-SIGN", signer.apply(timestamp + apiKey + "5000" + payload));
    }

    static String hmacHex(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** An answer with its body read as JSON where it is JSON. */
    record Reply(HttpResponse<String> http, JsonNode json) {
        private static Reply of(HttpResponse<String> http) throws IOException {
            boolean isJson =
                    http.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Reply(http, isJson ? JSON.readTree(http.body()) : JSON.createObjectNode());
        }

        int status() {
            return http.statusCode();
        }

        int retCode() {
            return json.path("retCode").asInt(-1);
        }

        String retMsg() {
            return json.path("retMsg").asText();
        }

        JsonNode result() {
            return json.path("result");
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }
}
