package dev.portcullis.credential;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Has HMACs made by Vault's transit engine, whose key never leaves it (docs: vault/api-docs/secret/transit, "Generate
 * HMAC"). A bounded number of requests is in flight and nobody waits for a place: whoever finds none is refused at
 * once, not signed too late. Cancels, orders and reads have places of their own, so that no crowd is in the way of
 * getting out.
 *
 * <p>Whatever goes wrong fails with a NotSent rejection whose words name the remedy.
 */
public final class VaultHmac {
    private static final int OK = 200;
    private static final int HMAC_BYTES = 32;
    private static final byte[] PROBE = "portcullis-doctor".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern FORM = Pattern.compile("vault:v([0-9]+):([A-Za-z0-9+/]+={0,2})");

    private final Vertx vertx;
    private final VaultAccess access;
    private final VaultToken token;
    private final HttpClient client;
    private final int inFlightMax;
    private final Map<RsaPool.Line, Semaphore> places = new EnumMap<>(RsaPool.Line.class);

    /** What is to be signed, once there is a connection to Vault. */
    interface Input {
        /** Takes the timestamp and the record of the signature and gives the text to sign; called at most once. */
        byte[] atWrite();

        /** For how many milliseconds more a signature is of use. */
        long millisLeft();
    }

    /**
     * Connects to nothing yet.
     *
     * @param environment the value of a variable, null when it is not set
     * @param inFlightMax how many requests of one line may be in flight
     */
    public VaultHmac(Vertx vertx, VaultAccess access, UnaryOperator<@Nullable String> environment, int inFlightMax) {
        this.vertx = vertx;
        this.access = access;
        this.token = new VaultToken(vertx, access, environment);
        this.inFlightMax = inFlightMax;
        for (RsaPool.Line line : RsaPool.Line.values()) {
            places.put(line, new Semaphore(inFlightMax));
        }
        this.client = vertx.createHttpClient(
                VaultTransit.options(access), new PoolOptions().setHttp1MaxSize(places.size() * inFlightMax));
    }

    /** The HMAC-SHA256 under that version of that key. */
    Future<byte[]> of(VaultHmacKey key, RsaPool.Line line, Input input) {
        Semaphore place = Objects.requireNonNull(places.get(line), "every line has places");
        if (!place.tryAcquire()) {
            return Future.failedFuture(VaultHmacWords.saturated(inFlightMax));
        }
        return onALoop(() -> ask(key, input)).onComplete(done -> place.release());
    }

    /** Whether an HMAC can be had with that key now; fails with the words that a signature would fail with. */
    public Future<Void> probe(VaultHmacKey key) {
        Input fixed = new Input() {
            @Override
            public byte[] atWrite() {
                return PROBE;
            }

            @Override
            public long millisLeft() {
                return access.timeout().toMillis();
            }
        };
        return of(key, RsaPool.Line.READS, fixed).mapEmpty();
    }

    /** Lets the connections go. */
    public Future<Void> close() {
        return client.close();
    }

    private Future<byte[]> ask(VaultHmacKey key, Input input) {
        long withinMillis = Math.min(input.millisLeft(), access.timeout().toMillis());
        if (withinMillis <= 0) {
            return Future.failedFuture(VaultHmacWords.late(0));
        }
        Future<RequestOptions> request = token.read().map(bearer -> request(key, bearer));
        return new VaultQuestion(vertx, client, () -> body(key, input))
                .ask(request, withinMillis)
                .recover(failed -> Future.failedFuture(VaultHmacWords.noAnswer(failed, withinMillis)))
                .map(answer -> read(key, answer));
    }

    private RequestOptions request(VaultHmacKey key, String bearer) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI("/v1/" + key.path())
                .putHeader(VaultTransit.TOKEN, bearer)
                .putHeader(VaultTransit.REQUEST, "true")
                .putHeader("Content-Type", "application/json");
        access.namespace().ifPresent(namespace -> request.putHeader(VaultTransit.NAMESPACE, namespace));
        return request;
    }

    private static Buffer body(VaultHmacKey key, Input input) {
        byte[] text = input.atWrite();
        return VaultJson.object(out -> {
            out.writeBinaryField("input", text);
            out.writeNumberField("key_version", key.version());
        });
    }

    private static byte[] read(VaultHmacKey key, VaultQuestion.Answer answer) {
        if (answer.status() != OK) {
            throw VaultHmacWords.refusal(key, answer.status(), VaultJson.errors(answer.body()));
        }
        Matcher form = FORM.matcher(hmacField(answer.body()));
        if (!form.matches()) {
            throw VaultHmacWords.unreadable();
        }
        if (!form.group(1).equals(Integer.toString(key.version()))) {
            throw VaultHmacWords.anotherVersion(key, form.group(1));
        }
        return decoded(form.group(2));
    }

    private static String hmacField(Buffer body) {
        try {
            return VaultJson.field(body, "hmac");
        } catch (CredentialException none) {
            throw VaultHmacWords.unreadable();
        }
    }

    private static byte[] decoded(String base64) {
        try {
            byte[] hmac = Base64.getDecoder().decode(base64);
            if (hmac.length == HMAC_BYTES) {
                return hmac;
            }
            throw VaultHmacWords.unreadable();
        } catch (IllegalArgumentException noBase64) {
            throw VaultHmacWords.unreadable();
        }
    }

    /** A question is confined to one event loop: the caller's, or one of its own. */
    private <T> Future<T> onALoop(Supplier<Future<T>> question) {
        if (Context.isOnEventLoopThread()) {
            return question.get();
        }
        Promise<T> done = Promise.promise();
        vertx.getOrCreateContext().runOnContext(now -> question.get().onComplete(done));
        return done.future();
    }
}
