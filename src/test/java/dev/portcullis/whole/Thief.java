package dev.portcullis.whole;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody with a key of the desk who goes to the exchange past the gate. */
final class Thief {
    private static final String RECV_WINDOW = "5000";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String exchange;
    private final String apiKey;
    private final String secret;

    Thief(String exchange, String apiKey, String secret) {
        this.exchange = exchange;
        this.apiKey = apiKey;
        this.secret = secret;
    }

    /** The answer to an order that nobody of the desk wants. */
    String create(String orderLinkId) throws Exception {
        return post("/v5/order/create", Bot.order(orderLinkId, "20000"));
    }

    String cancel(String orderLinkId) throws Exception {
        return post(
                "/v5/order/cancel",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"" + orderLinkId + "\"}");
    }

    private String post(String path, String body) throws IOException, InterruptedException, GeneralSecurityException {
        String now = Long.toString(System.currentTimeMillis());
        HttpRequest request = HttpRequest.newBuilder(URI.create(exchange + path))
                .header("X-BAPI-API-KEY", apiKey)
                .header("X-BAPI-TIMESTAMP", now)
                .header("X-BAPI-RECV-WINDOW", RECV_WINDOW)
                .header("X-BAPI-SIGN", signature(now + apiKey + RECV_WINDOW + body))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private String signature(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
