package dev.portcullis.alert;

import dev.portcullis.config.WebhookUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Posts to a webhook over HTTP. It follows no redirect, so that its token goes to nobody else. */
public final class HttpWebhook implements WebhookPost {
    private final Vertx vertx;
    private final WebhookUrl url;
    private final Optional<Path> tokenFile;
    private final Duration timeout;
    private final WebClient client;

    /**
     * @param tokenFile read at every post, so that whoever renews the token only writes it; empty: no token is sent
     * @param timeout from the request to the end of the answer
     */
    public HttpWebhook(Vertx vertx, WebhookUrl url, Optional<Path> tokenFile, Duration timeout) {
        this.vertx = vertx;
        this.url = url;
        this.tokenFile = tokenFile;
        this.timeout = timeout;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setFollowRedirects(false)
                        .setVerifyHost(true)
                        .setConnectTimeout(Math.toIntExact(timeout.toMillis())));
    }

    @Override
    public Future<Integer> post(JsonObject body) {
        HttpRequest<?> request = client.postAbs(url.reveal().toString()).timeout(timeout.toMillis());
        return tokenFile
                .map(file -> token(file).compose(token -> sent(request.bearerTokenAuthentication(token), body)))
                .orElseGet(() -> sent(request, body));
    }

    private Future<Integer> sent(HttpRequest<?> request, JsonObject body) {
        return request.as(BodyCodec.none())
                .sendJsonObject(body)
                .map(HttpResponse::statusCode)
                .recover(failed -> Future.failedFuture(new WebhookFailure(wordsOf(failed))));
    }

    private Future<String> token(Path file) {
        return vertx.fileSystem()
                .readFile(file.toString())
                .map(text -> text.toString(StandardCharsets.US_ASCII).strip())
                .recover(failed -> Future.failedFuture(new WebhookFailure("its token cannot be read from " + file
                        + "; make alerts.webhook.token-file readable for the gate's user")));
    }

    /** Vert.x names the whole request in its own words, and the path of a webhook is often its secret. */
    private String wordsOf(Throwable failed) {
        if (failed instanceof TimeoutException) {
            return url + " did not answer within " + timeout.toMillis() + " ms; check that the gate may reach it";
        }
        if (failed instanceof UnknownHostException) {
            return "there is no host of that name: " + url + "; check alerts.webhook.url";
        }
        if (failed instanceof ConnectException) {
            return url + " cannot be connected to; check that it runs and that the gate may reach it";
        }
        if (failed instanceof SSLException) {
            return "TLS with " + url + " failed; check that its certificate is of an authority that Java knows";
        }
        return url + " cannot be reached (" + failed.getClass().getSimpleName() + ")";
    }

    /** Lets the connections go. */
    public void close() {
        client.close();
    }
}
