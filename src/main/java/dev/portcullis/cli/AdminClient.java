package dev.portcullis.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Speaks to the running gate's admin door as the operator whose token lies in the data directory. */
final class AdminClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Vertx vertx;
    private final WebClient client;
    private final URI admin;
    private final URI data;
    private final String token;
    private final GateTls tls;

    private AdminClient(URI admin, URI data, String token, GateTls tls) {
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        this.client = WebClient.create(
                vertx, tls.on(new WebClientOptions().setFollowRedirects(false).setConnectTimeout(3_000)));
        this.tls = tls;
        this.admin = admin;
        this.data = data;
        this.token = token;
    }

    /** Finds the gate that serves this data directory. */
    static AdminClient of(GateOptions options) {
        Path directory = options.dataDirectory();
        JsonObject gate = readGateFile(directory.resolve("gate.json"), directory);
        String token = readToken(directory.resolve("operator.token"));
        return new AdminClient(
                URI.create(gate.getString("admin")), URI.create(gate.getString("data")), token, options.tls());
    }

    private static JsonObject readGateFile(Path file, Path directory) {
        try {
            return new JsonObject(Files.readString(file));
        } catch (IOException | DecodeException e) {
            throw new CommandFailure("no gate runs on " + directory.toAbsolutePath() + " (cannot read " + file + ");"
                    + " start it with: serve --data " + directory + ", or name its folder with --data");
        }
    }

    private static String readToken(Path file) {
        String fromEnvironment = System.getenv("PORTCULLIS_OPERATOR_TOKEN");
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure("cannot read the operator token " + file
                    + "; set PORTCULLIS_OPERATOR_TOKEN, or run as the user who ran init");
        }
    }

    /** The way to the gate's data listener as a client with that token, on that account. */
    DataDoorClient dataDoor(String account, String clientToken) {
        return new DataDoorClient(data, account, clientToken, tls.context(vertx));
    }

    /** Where the gate's data listener is. */
    URI dataDoor() {
        return data;
    }

    JsonObject get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    JsonObject post(String path, JsonObject body) {
        return call(HttpMethod.POST, path, body);
    }

    JsonObject delete(String path) {
        return call(HttpMethod.DELETE, path, null);
    }

    private JsonObject call(HttpMethod method, String path, @Nullable JsonObject body) {
        HttpRequest<Buffer> request = client.requestAbs(
                        method, admin.resolve(path).toString())
                .bearerTokenAuthentication(token)
                .timeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        HttpResponse<Buffer> response = await(body == null ? request.send() : request.sendJsonObject(body));
        JsonObject answer = asJson(response);
        if (response.statusCode() >= 400) {
            throw new CommandFailure(explain(response.statusCode(), answer));
        }
        return answer;
    }

    private <T> T await(Future<T> future) {
        return Waiting.forResult(
                future.recover(AdminClient::hintingAtTrust),
                PATIENCE_SECONDS + 5,
                "the gate at " + admin + " does not answer");
    }

    private static <T> Future<T> hintingAtTrust(Throwable failure) {
        return Future.failedFuture(
                failure instanceof SSLException || rootOf(failure) instanceof SSLException
                        ? new CommandFailure("TLS failed (" + rootOf(failure).getMessage()
                                + "); name the authority of the gate's certificate with --ca FILE or in PORTCULLIS_CA,"
                                + " in admin.host a name that the certificate holds, and where the listener asks for a"
                                + " client certificate --client-cert and --client-key")
                        : failure);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }

    private static JsonObject asJson(HttpResponse<Buffer> response) {
        Buffer body = response.body();
        if (body == null || body.length() == 0) {
            return new JsonObject();
        }
        try {
            return new JsonObject(body);
        } catch (DecodeException e) {
            throw new CommandFailure("the admin door answered HTTP " + response.statusCode() + " without JSON; is "
                    + "something else listening there?");
        }
    }

    private static String explain(int status, JsonObject problem) {
        String detail = problem.getString("detail", "HTTP " + status);
        JsonArray errors = problem.getJsonArray("errors", new JsonArray());
        if (errors.isEmpty()) {
            return detail;
        }
        return errors.stream()
                .map(JsonObject.class::cast)
                .map(e -> e.getString("pointer") + ": " + e.getString("detail"))
                .collect(Collectors.joining("\n  ", detail + "\n  ", ""));
    }

    @Override
    public void close() {
        client.close();
        CompletableFuture<Void> closing = vertx.close().toCompletionStage().toCompletableFuture();
        closing.orTimeout(5, TimeUnit.SECONDS).exceptionally(late -> null);
    }
}
