package dev.portcullis.upstream;

import dev.portcullis.bybit.RestTarget;
import dev.portcullis.bybit.SignedRest;
import dev.portcullis.bybit.Signer;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.metrics.Meters;
import dev.portcullis.metrics.StageName;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Verb;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One departure on its way: connection, depart step, timestamp, signature, write, answer; and once more when the
 * exchange refused the timestamp. Confined to the event loop that it starts on.
 */
final class Flight {
    private static final Logger LOG = LoggerFactory.getLogger(Flight.class);
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int TIME_REFUSED = 10002;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final int SMALL_ANSWER_BYTES = 2_048;
    private static final String USER_AGENT = "portcullis";

    private final Departure departure;
    private final Gear gear;
    private final HostPool pool;
    private final @Nullable Signer signer;
    private final Watch watch;
    private final ExchangeClock clock;
    private long writtenNanos;

    /** Learns how the host behaves. */
    interface Watch {
        void hostAnswered();

        void hostFailed();

        /** Learns nothing. */
        Watch NONE = new Watch() {
            @Override
            public void hostAnswered() {}

            @Override
            public void hostFailed() {}
        };
    }

    /** What flights share. */
    record Gear(Vertx vertx, TransportSettings settings, TimeSource time, Meters meters) {}

    Flight(Departure departure, Gear gear, HostPool pool, @Nullable Signer signer, Watch watch) {
        this.departure = departure;
        this.gear = gear;
        this.pool = pool;
        this.signer = signer;
        this.watch = watch;
        this.clock = gear.time().exchangeClocks().of(departure.route().environment());
    }

    /** Flies. The future fails only by a fault before anything was written. */
    Future<Reply> fly() {
        long answerTimeoutMillis = departure.limits().answerTimeoutMillis();
        return once(departure.pass()::depart, answerTimeoutMillis)
                .compose(first -> guarded(() -> againIfRefusedForItsTime(first)).otherwise(first));
    }

    private Future<Reply> once(Supplier<Optional<String>> depart, long answerTimeoutMillis) {
        long askedNanos = now();
        return pool.take(method(), target(), poolWaitMillis(), millisToSignBy())
                .map(request -> new HeldRequest(gear.vertx(), request, pool, answerLimits()))
                .onSuccess(held -> gear.meters().stage(StageName.CONNECTION, now() - askedNanos))
                .compose(
                        held -> guarded(() -> leave(held, depart, answerTimeoutMillis))
                                .recover(held::failed),
                        this::withoutConnection);
    }

    private Future<Reply> withoutConnection(Throwable failure) {
        if (!(failure instanceof Mishap)) {
            watch.hostFailed();
        }
        if (failure instanceof SSLException) {
            LOG.atWarn()
                    .addKeyValue("host", pool.hostName())
                    .addKeyValue("error", FailureWords.of(failure))
                    .log("a host could not prove who it is; nothing was sent to it");
        }
        return Future.succeededFuture(
                new Reply.NotWritten("no connection to " + pool.hostName() + ": " + FailureWords.of(failure)));
    }

    private Future<Reply> leave(HeldRequest held, Supplier<Optional<String>> depart, long answerTimeoutMillis) {
        StampedMoment moment = moment();
        if (signer != null && signer.isFarAway()) {
            return signed(moment).compose(signature -> {
                moment.requireOfUse();
                requireDeparted(depart);
                return write(held, signature, moment, answerTimeoutMillis);
            });
        }
        requireDeparted(depart);
        return signed(moment).compose(signature -> write(held, signature, moment, answerTimeoutMillis));
    }

    private StampedMoment moment() {
        return new StampedMoment(
                this::timestampMillis,
                gear.time().nanoTicker(),
                departure.limits().signByNanos(),
                departure.limits().recvWindowMillis());
    }

    private static void requireDeparted(Supplier<Optional<String>> depart) {
        depart.get().ifPresent(why -> {
            throw new Mishap(why);
        });
    }

    private Future<Optional<SignedRest>> signed(StampedMoment moment) {
        if (signer == null) {
            return Future.succeededFuture(Optional.empty());
        }
        long startedNanos = now();
        Departure.Route route = departure.route();
        RestTarget target = new RestTarget(departure.requestId(), route.environment(), route.endpoint());
        int recvWindowMillis = departure.limits().recvWindowMillis();
        return here(signer.rest(target, signedPayload(), moment, recvWindowMillis))
                .onSuccess(signature -> gear.meters().stage(StageName.SIGN, now() - startedNanos))
                .map(Optional::of);
    }

    private Future<Reply> write(
            HeldRequest held, Optional<SignedRest> signature, StampedMoment moment, long answerTimeoutMillis) {
        moment.requireOfUse();
        writtenNanos = now();
        return held.write(headers(signature), departure.payload(), answerTimeoutMillis)
                .onSuccess(reply -> gear.meters().stage(StageName.ANSWER, now() - writtenNanos))
                .onSuccess(reply -> learn(reply));
    }

    /**
     * The timestamp to sign with. Without a trusted exchange clock nothing that could bring or change an order leaves;
     * a cancel or a read does, for at worst the exchange refuses it.
     */
    private long timestampMillis() {
        EndpointKind kind = departure.route().kind();
        if (!clock.isTrusted() && !kind.isCancel() && !kind.isRead()) {
            throw new Mishap("exchange clock untrusted: no usable time from "
                    + departure.route().environment() + " in the last 5 minutes; check that it can be reached");
        }
        return clock.signingMillis().orElseGet(gear.time().wallClock()::millis);
    }

    private Future<Reply> againIfRefusedForItsTime(Reply first) {
        if (!isRefusedForItsTime(first)) {
            return Future.succeededFuture(first);
        }
        long leftMillis = departure.limits().answerTimeoutMillis() - (now() - writtenNanos) / NANOS_PER_MILLI;
        boolean inTime = leftMillis > 0 && millisToSignBy() > 0;
        if (!inTime || !departure.pass().departAgain()) {
            return Future.succeededFuture(first);
        }
        return once(departure.pass()::objection, leftMillis)
                .map(second -> second instanceof Reply.NotWritten ? first : second);
    }

    private void learn(Reply reply) {
        if (isFailureOfTheHost(reply)) {
            watch.hostFailed();
        } else {
            watch.hostAnswered();
        }
        if (reply instanceof Reply.Answered answered) {
            learnTime(answered);
        }
    }

    private void learnTime(Reply.Answered answered) {
        OptionalLong serverMillis = ServerTime.atEndOf(answered.body());
        if (isRefusedForItsTime(answered)) {
            clock.doubt();
            serverMillis = serverMillis.isPresent() ? serverMillis : ServerTime.inTextOf(answered.body());
        }
        serverMillis.ifPresent(millis -> clock.sample(writtenNanos, now(), millis));
    }

    private static boolean isFailureOfTheHost(Reply reply) {
        if (reply instanceof Reply.Answered answered) {
            return answered.head().status() >= SERVER_ERROR;
        }
        if (reply instanceof Reply.Streaming streaming) {
            return streaming.head().status() >= SERVER_ERROR;
        }
        return true;
    }

    private boolean isRefusedForItsTime(Reply reply) {
        return signer != null
                && reply instanceof Reply.Answered answered
                && answered.head().status() == OK
                && mayHold(answered.body(), TIME_REFUSED)
                && V5Envelope.read(answered.body())
                        .filter(envelope -> envelope.retCode() == TIME_REFUSED)
                        .isPresent();
    }

    /** Whether the small body of a refusal with this code may be this one; spares all others the reading of JSON. */
    private static boolean mayHold(Buffer body, int retCode) {
        return body.length() <= SMALL_ANSWER_BYTES
                && body.toString(StandardCharsets.ISO_8859_1).contains(Integer.toString(retCode));
    }

    private Map<String, String> headers(Optional<SignedRest> signature) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept-Encoding", "identity");
        headers.put("User-Agent", USER_AGENT);
        if (method().equals(HttpMethod.POST)) {
            headers.put("Content-Type", "application/json");
        }
        signature.ifPresent(signed -> {
            headers.put("X-BAPI-API-KEY", signed.apiKey());
            headers.put("X-BAPI-TIMESTAMP", Long.toString(signed.timestampMs()));
            headers.put("X-BAPI-SIGN", signed.signature());
            headers.put("X-BAPI-SIGN-TYPE", "2");
            headers.put("X-BAPI-RECV-WINDOW", Integer.toString(signed.recvWindowMs()));
        });
        return headers;
    }

    private Buffer signedPayload() {
        return method().equals(HttpMethod.POST)
                ? departure.payload()
                : Buffer.buffer(departure.rawQuery(), StandardCharsets.US_ASCII.name());
    }

    private HttpMethod method() {
        return departure.route().endpoint().verb() == Verb.POST ? HttpMethod.POST : HttpMethod.GET;
    }

    private String target() {
        String path = departure.route().endpoint().path();
        return departure.rawQuery().isEmpty() ? path : path + "?" + departure.rawQuery();
    }

    private HeldRequest.AnswerLimits answerLimits() {
        int bytesMax = gear.settings().answerBytesMax();
        boolean mayStream =
                departure.limits().streamed() && departure.route().kind().isRead();
        return new HeldRequest.AnswerLimits(
                bytesMax, mayStream ? gear.settings().wholeBytesMax() : bytesMax);
    }

    private long poolWaitMillis() {
        EndpointKind kind = departure.route().kind();
        TransportSettings.Waits waits = gear.settings().waits();
        return (kind.isCancel() || kind.isRead() ? waits.poolForOthers() : waits.poolForOrders()).toMillis();
    }

    private long millisToSignBy() {
        return (departure.limits().signByNanos() - now()) / NANOS_PER_MILLI;
    }

    private long now() {
        return gear.time().nanoTicker().getAsLong();
    }

    /** Runs a step so that what it throws becomes a failed future. */
    private static <T> Future<T> guarded(Supplier<Future<T>> step) {
        return Future.<@Nullable Void>succeededFuture().compose(now -> step.get());
    }

    /** Brings the result of a future that completes on any thread back to this flight's event loop. */
    private <T> Future<T> here(Future<T> future) {
        if (future.isComplete()) {
            return future;
        }
        Context loop = gear.vertx().getOrCreateContext();
        Promise<T> promise = Promise.promise();
        future.onComplete(result -> loop.runOnContext(now -> promise.handle(result)));
        return promise.future();
    }
}
