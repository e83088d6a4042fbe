package dev.portcullis.upstream;

import dev.portcullis.bybit.Environment;
import dev.portcullis.bybit.Environments;
import dev.portcullis.bybit.Signer;
import dev.portcullis.metrics.Meters;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Verb;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to Bybit over REST: takes a connection, asks the departure's pass, stamps, signs, writes at most once, and
 * says of every failure whether a byte may have left.
 *
 * <p>Host and path come from the environment and the endpoint alone; the query and the body go out as they were signed,
 * byte for byte. Nothing is retried but a refused timestamp (10002, once: docs:v5/guide), no redirect is followed, no
 * proxy is used.
 *
 * <p>Called on an event loop, all of a call stays on that loop; so call it on the departure's home.
 */
public final class RestExchange implements Exchange {
    private static final Future<Optional<Signer>> UNSIGNED = Future.succeededFuture(Optional.empty());

    private final Flight.Gear gear;
    private final Supplier<Environments> environments;
    private final Signers signers;
    private final Lanes lanes;
    private final Context spareLoop;
    private final Map<BreakerKey, Breaker> breakers = new ConcurrentHashMap<>();

    private record BreakerKey(URI host, boolean reads) {}

    /**
     * Builds the connections' owners; connects to nothing yet.
     *
     * @param environments the environments known now; asked at each call
     */
    public RestExchange(
            Vertx vertx,
            TransportSettings settings,
            Supplier<Environments> environments,
            Signers signers,
            TimeSource time,
            Meters meters) {
        this.gear = new Flight.Gear(vertx, settings, time, meters);
        this.environments = environments;
        this.signers = signers;
        this.lanes = new Lanes(vertx, settings, time.nanoTicker());
        this.spareLoop = vertx.getOrCreateContext();
    }

    @Override
    public Future<Reply> send(Departure departure) {
        CredentialId credential = departure.route().credential();
        return onALoop(departure, credential == null ? UNSIGNED : signerOf(credential));
    }

    /** Sends a departure that another signer signs than its credential's, for keys that are not stored yet. */
    Future<Reply> sendSignedBy(Signer signer, Departure departure) {
        return onALoop(departure, Future.succeededFuture(Optional.of(signer)));
    }

    /** Closes all connections; whatever is still in flight ends without an answer. */
    public Future<Void> close() {
        return lanes.close();
    }

    private Future<Optional<Signer>> signerOf(CredentialId credential) {
        return Future.<@Nullable Void>succeededFuture()
                .compose(now -> signers.of(credential))
                .map(Optional::of);
    }

    private Future<Reply> onALoop(Departure departure, Future<Optional<Signer>> signer) {
        if (Context.isOnEventLoopThread() && signer.isComplete()) {
            return begin(departure, signer);
        }
        Context loop = Context.isOnEventLoopThread() ? gear.vertx().getOrCreateContext() : spareLoop;
        Promise<Reply> promise = Promise.promise();
        signer.onComplete(known -> loop.runOnContext(now ->
                begin(departure, signer).onComplete(reply -> departure.home().execute(() -> promise.handle(reply)))));
        return promise.future();
    }

    private Future<Reply> begin(Departure departure, Future<Optional<Signer>> signer) {
        return signer.compose(known -> start(departure, known), this::withoutKey)
                .recover(fault -> notWritten("a fault of the gate: " + FailureWords.of(fault)));
    }

    private Future<Reply> withoutKey(Throwable failure) {
        return notWritten("the key to sign with cannot be had: " + FailureWords.of(failure));
    }

    private Future<Reply> start(Departure departure, Optional<Signer> signer) {
        Optional<Environment> environment =
                environments.get().find(departure.route().environment());
        if (environment.isEmpty()) {
            return notWritten("no environment is named " + departure.route().environment()
                    + "; add it under environments in the configuration");
        }
        Optional<String> unsendable = whyUnsendable(departure);
        if (unsendable.isPresent()) {
            return notWritten(unsendable.get());
        }
        return throughBreaker(environment.get().rest(), departure, signer.orElse(null));
    }

    private Future<Reply> throughBreaker(URI host, Departure departure, @Nullable Signer signer) {
        EndpointKind kind = departure.route().kind();
        HostPool pool = lanes.here().to(host, kind.isRead());
        if (kind.isCancel()) {
            return new Flight(departure, gear, pool, signer, Flight.Watch.NONE).fly();
        }
        Breaker breaker = breakers.computeIfAbsent(
                new BreakerKey(host, kind.isRead()),
                key -> new Breaker(gear.time().nanoTicker()));
        if (!breaker.allows()) {
            return notWritten(host.getHost() + " failed at half of the last " + Breaker.WINDOW
                    + " requests; one probe a second goes out until one succeeds");
        }
        return new Flight(departure, gear, pool, signer, breaker).fly();
    }

    /** Why this departure cannot become a request line, if so; none of the gate's doors should let one through. */
    private static Optional<String> whyUnsendable(Departure departure) {
        if (departure.route().endpoint().verb() == Verb.GET
                && departure.payload().length() > 0) {
            return Optional.of("a GET carries no body");
        }
        boolean printable = departure.rawQuery().chars().allMatch(c -> c > ' ' && c < 0x7f);
        return printable
                ? Optional.empty()
                : Optional.of("the query holds a character that no request line can carry; percent-encode it");
    }

    private static Future<Reply> notWritten(String why) {
        return Future.succeededFuture(new Reply.NotWritten(why));
    }
}
