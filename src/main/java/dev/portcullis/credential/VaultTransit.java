package dev.portcullis.credential;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks Vault's transit engine over HTTP (docs: vault/api-docs/secret/transit). What goes wrong fails with words that
 * say what to do; neither the token nor what is sealed is in any of them.
 */
public final class VaultTransit {
    private static final int OK = 200;
    static final String TOKEN = "X-Vault-Token";
    static final String NAMESPACE = "X-Vault-Namespace";
    static final String REQUEST = "X-Vault-Request";

    private final VaultAccess access;
    private final VaultToken token;
    private final WebClient client;

    /** @param environment the value of a variable, null when it is not set */
    public VaultTransit(Vertx vertx, VaultAccess access, UnaryOperator<@Nullable String> environment) {
        this.access = access;
        this.token = new VaultToken(vertx, access, environment);
        this.client = WebClient.create(vertx, options(access));
    }

    /** How a connection to Vault is made. */
    static WebClientOptions options(VaultAccess access) {
        boolean tls = "https".equals(access.url().getScheme());
        int usualPort = tls ? 443 : 80;
        WebClientOptions options = new WebClientOptions()
                .setDefaultHost(access.url().getHost())
                .setDefaultPort(
                        access.url().getPort() < 0 ? usualPort : access.url().getPort())
                .setSsl(tls)
                .setVerifyHost(true)
                .setFollowRedirects(false)
                .setConnectTimeout(Math.toIntExact(access.timeout().toMillis()));
        access.trust().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }

    /** What Vault says of a key: its type, its versions, whether it is derived. */
    Future<JsonObject> describe(VaultKeyName key) {
        return ask(HttpMethod.GET, key, key.path("keys"), null);
    }

    /** Seals; the answer's {@code ciphertext} names the key's version. */
    Future<byte[]> encrypt(VaultKeyName key, byte[] plaintext, byte[] boundTo, boolean derived) {
        Buffer body = VaultJson.object(out -> {
            binary(out, "plaintext", plaintext);
            bind(out, boundTo, derived);
        });
        return answer(HttpMethod.POST, key, key.path("encrypt"), body)
                .map(answer -> VaultJson.field(answer, "ciphertext"))
                .map(VaultJson::text);
    }

    /** Opens what {@link #encrypt} made; the caller wipes what it gets. */
    Future<byte[]> decrypt(VaultKeyName key, byte[] ciphertext, byte[] boundTo, boolean derived) {
        Buffer body = VaultJson.object(out -> {
            out.writeStringField("ciphertext", new String(ciphertext, StandardCharsets.US_ASCII));
            bind(out, boundTo, derived);
        });
        return answer(HttpMethod.POST, key, key.path("decrypt"), body)
                .map(answer -> VaultJson.binary(answer, "plaintext"));
    }

    /** Where it is, for a person. */
    String place() {
        return access.url().toString();
    }

    /** Lets the connections go. */
    public void close() {
        client.close();
    }

    private static void bind(JsonGenerator out, byte[] boundTo, boolean derived) throws IOException {
        binary(out, "associated_data", boundTo);
        if (derived) {
            binary(out, "context", boundTo);
        }
    }

    private static void binary(JsonGenerator out, String field, byte[] bytes) throws IOException {
        out.writeBinaryField(field, bytes);
    }

    private Future<JsonObject> ask(HttpMethod method, VaultKeyName key, String path, @Nullable Buffer body) {
        return answer(method, key, path, body).map(answer -> readable(answer).getJsonObject("data", new JsonObject()));
    }

    private Future<Buffer> answer(HttpMethod method, VaultKeyName key, String path, @Nullable Buffer body) {
        VaultWords words = new VaultWords(access, key);
        return token.read()
                .compose(bearer -> send(request(method, path, bearer), body)
                        .recover(failed -> Future.failedFuture(words.unreachable(failed))))
                .compose(response -> response.statusCode() == OK
                        ? Future.succeededFuture(response.bodyAsBuffer())
                        : Future.failedFuture(
                                words.refusal(response.statusCode(), VaultJson.errors(response.bodyAsBuffer()))))
                .onComplete(done -> VaultJson.wipe(body));
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path, String token) {
        HttpRequest<Buffer> request = client.request(method, path)
                .timeout(access.timeout().toMillis())
                .putHeader(TOKEN, token)
                .putHeader(REQUEST, "true");
        access.namespace().ifPresent(namespace -> request.putHeader(NAMESPACE, namespace));
        return request;
    }

    private static Future<HttpResponse<Buffer>> send(HttpRequest<Buffer> request, @Nullable Buffer body) {
        return body == null
                ? request.send()
                : request.putHeader("Content-Type", "application/json").sendBuffer(body);
    }

    private static JsonObject readable(Buffer answer) {
        try {
            return answer.toJsonObject();
        } catch (DecodeException noJson) {
            throw VaultJson.unreadable();
        }
    }
}
