package dev.portcullis.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Speaks to the gate's V5 door as a client does, with a token and no key. */
final class DataDoorClient {
    private final HttpClient http;
    private final String base;
    private final String token;

    /** @param tls what to believe and show when the gate speaks TLS; empty for what the JVM does by itself */
    DataDoorClient(URI dataDoor, String account, String token, Optional<SSLContext> tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(3));
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
        this.base = dataDoor + "/accounts/" + account;
        this.token = token;
    }

    /** A v5 answer with the gate's own word about it. */
    record Reply(JsonObject body, String outcome, long millis) {
        int retCode() {
            return body.getInteger("retCode", -1);
        }

        JsonObject result() {
            return body.getJsonObject("result", new JsonObject());
        }
    }

    Reply get(String pathAndQuery) {
        return send(request(pathAndQuery).GET().build());
    }

    Reply post(String path, JsonObject body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()))
                .build());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest request) {
        long started = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
            String outcome =
                    response.headers().firstValue("X-Portcullis-Outcome").orElse("-");
            return new Reply(new JsonObject(response.body()), outcome, millis);
        } catch (IOException e) {
            throw new CommandFailure("the gate does not answer at " + request.uri() + ": " + e.getMessage());
        } catch (DecodeException e) {
            throw new CommandFailure("the answer of " + request.uri() + " is not JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }
}
