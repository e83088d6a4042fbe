package dev.portcullis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.config.WebhookUrl;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One post reaches the receiver as it is, and no failure shows where it went. */
final class HttpWebhookTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> received = new CopyOnWriteArrayList<>();
    private final List<JsonObject> bodies = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> AsyncResult<T> await(Future<T> future) throws Exception {
        CompletableFuture<AsyncResult<T>> done = new CompletableFuture<>();
        future.onComplete(done::complete);
        return done.get(20, TimeUnit.SECONDS);
    }

    private int serverThatAnswers(int status, String location) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            received.add(request);
            request.body().onSuccess(body -> {
                bodies.add(body.toJsonObject());
                if (status > 0) {
                    request.response()
                            .setStatusCode(status)
                            .putHeader("Location", location)
                            .end();
                }
            });
        });
        return await(server.listen(0, "127.0.0.1")).result().actualPort();
    }

    private HttpWebhook webhook(int port, Optional<Path> tokenFile) {
        return webhook("http://127.0.0.1:" + port + "/CANARY?key=CANARY", tokenFile);
    }

    private HttpWebhook webhook(String url, Optional<Path> tokenFile) {
        return new HttpWebhook(vertx, new WebhookUrl(URI.create(url)), tokenFile, TIMEOUT);
    }

    @Test
    void theTokenOfTheFileIsReadAnewForEachPost() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        HttpWebhook webhook = webhook(serverThatAnswers(204, "/"), Optional.of(file));

        assertThat(await(webhook.post(new JsonObject().put("a", 1))).result()).isEqualTo(204);
        Files.writeString(file, "second\n");
        await(webhook.post(new JsonObject()));

        assertThat(received)
                .extracting(request -> request.getHeader("Authorization"))
                .containsExactly("Bearer first", "Bearer second");
        assertThat(received.get(0).uri()).isEqualTo("/CANARY?key=CANARY");
        assertThat(bodies.get(0)).isEqualTo(new JsonObject().put("a", 1));
    }

    @Test
    void withoutATokenNothingIsSentAndTheFileIsNamed() throws Exception {
        Path missing = folder.resolve("missing");
        HttpWebhook webhook = webhook(serverThatAnswers(200, "/"), Optional.of(missing));

        AsyncResult<Integer> posted = await(webhook.post(new JsonObject()));

        assertThat(posted.cause()).isInstanceOf(WebhookFailure.class).hasMessageContaining(missing.toString());
        assertThat(received).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowedSoThatTheTokenGoesToNobodyElse() throws Exception {
        int elsewhere = serverThatAnswers(200, "/");
        HttpWebhook webhook = webhook(serverThatAnswers(307, "http://127.0.0.1:" + elsewhere + "/"), Optional.empty());

        assertThat(await(webhook.post(new JsonObject())).result()).isEqualTo(307);
        assertThat(received).hasSize(1);
    }

    @Test
    void noFailureShowsThePathOrTheQuery() throws Exception {
        Throwable silent = await(
                        webhook(serverThatAnswers(0, "/"), Optional.empty()).post(new JsonObject()))
                .cause();
        HttpServer gone = await(
                        vertx.createHttpServer().requestHandler(request -> {}).listen(0, "127.0.0.1"))
                .result();
        int port = gone.actualPort();
        await(gone.close());
        Throwable refused =
                await(webhook(port, Optional.empty()).post(new JsonObject())).cause();
        String withTls = "https://127.0.0.1:" + serverThatAnswers(200, "/") + "/CANARY";
        Throwable plain =
                await(webhook(withTls, Optional.empty()).post(new JsonObject())).cause();

        assertThat(silent).hasMessageContaining("did not answer within 2000 ms");
        assertThat(refused).hasMessageContaining("cannot be connected to");
        assertThat(plain).hasMessageContaining("TLS");
        assertThat(List.of(silent, refused, plain)).allSatisfy(failure -> {
            assertThat(failure).isInstanceOf(WebhookFailure.class);
            assertThat(failure.toString()).doesNotContain("CANARY");
        });
    }
}
