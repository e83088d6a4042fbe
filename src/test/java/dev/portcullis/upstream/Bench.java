package dev.portcullis.upstream;

import dev.portcullis.bybit.Environment;
import dev.portcullis.bybit.Environments;
import dev.portcullis.bybit.Limits;
import dev.portcullis.metrics.Meters;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Departure;
import dev.portcullis.model.DeparturePass;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Reply;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Verb;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A transport on real event loops, native ones where there are, pointed at one address; the exchange's clock is known
 * unless a test says not.
 */
final class Bench implements AutoCloseable {
    static final EnvironmentId DESK = new EnvironmentId("desk");
    static final long EXCHANGE_MILLIS = 1_700_000_000_000L;

    static final EndpointId CREATE = new EndpointId(Verb.POST, "/v5/order/create");
    static final EndpointId CANCEL = new EndpointId(Verb.POST, "/v5/order/cancel");
    static final EndpointId REALTIME = new EndpointId(Verb.GET, "/v5/order/realtime");

    final Vertx vertx;
    final Context loop;
    final Meters meters = new Meters();
    final ExchangeClocks clocks = new ExchangeClocks(System::nanoTime);
    final FakeSigner signer;
    final RestExchange exchange;

    private Bench(Vertx vertx, URI host, FakeSigner signer, UnaryOperator<TransportSettings> change) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.signer = signer;
        Environment desk = new Environment(DESK, host, null, null, null, Limits.BYBIT);
        Environments environments = Environments.builtIn().with(List.of(desk));
        TimeSource time = new TimeSource(System::nanoTime, InstantSource.system(), clocks);
        this.exchange = new RestExchange(
                vertx,
                change.apply(TransportSettings.usual(2)),
                () -> environments,
                credential -> Future.succeededFuture(signer),
                time,
                meters);
    }

    static Bench to(int port) {
        return to(port, UnaryOperator.identity());
    }

    static Bench to(int port, UnaryOperator<TransportSettings> change) {
        return at(URI.create("http://127.0.0.1:" + port), new FakeSigner(), change)
                .knowingTheTime();
    }

    static Bench at(URI host, FakeSigner signer, UnaryOperator<TransportSettings> change) {
        return on(Vertx.vertx(new VertxOptions().setPreferNativeTransport(true)), host, signer, change);
    }

    static Bench on(Vertx vertx, URI host, FakeSigner signer, UnaryOperator<TransportSettings> change) {
        return new Bench(vertx, host, signer, change);
    }

    Bench knowingTheTime() {
        return knowingTheTime(EXCHANGE_MILLIS);
    }

    Bench knowingTheTime(long exchangeMillis) {
        long now = System.nanoTime();
        clocks.of(DESK).sample(now, now, exchangeMillis);
        return this;
    }

    /** Sends on the event loop, as a door does. */
    Future<Reply> send(Departure departure) {
        Promise<Reply> promise = Promise.promise();
        loop.runOnContext(now -> exchange.send(departure).onComplete(promise::handle));
        return promise.future();
    }

    Reply sendAndWait(Departure departure) {
        return wait(send(departure));
    }

    static <T> T wait(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    Trip create(String body) {
        return new Trip(this, CREATE, EndpointKind.CREATE, "", body);
    }

    Trip cancel(String body) {
        return new Trip(this, CANCEL, EndpointKind.CANCEL, "", body);
    }

    Trip read(String rawQuery) {
        return new Trip(this, REALTIME, EndpointKind.READ, rawQuery, "");
    }

    @Override
    public void close() {
        wait(exchange.close());
        wait(vertx.close());
    }

    /** A departure in the making. */
    record Trip(
            Bench bench,
            EndpointId endpoint,
            EndpointKind kind,
            String rawQuery,
            String body,
            DeparturePass pass,
            Duration toSignBy,
            Duration answerTimeout,
            boolean streamed) {
        Trip(Bench bench, EndpointId endpoint, EndpointKind kind, String rawQuery, String body) {
            this(
                    bench,
                    endpoint,
                    kind,
                    rawQuery,
                    body,
                    DeparturePass.always(),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    false);
        }

        Trip with(DeparturePass other) {
            return new Trip(bench, endpoint, kind, rawQuery, body, other, toSignBy, answerTimeout, streamed);
        }

        Trip signBy(Duration fromNow) {
            return new Trip(bench, endpoint, kind, rawQuery, body, pass, fromNow, answerTimeout, streamed);
        }

        Trip answerWithin(Duration timeout) {
            return new Trip(bench, endpoint, kind, rawQuery, body, pass, toSignBy, timeout, streamed);
        }

        Trip asStream() {
            return new Trip(bench, endpoint, kind, rawQuery, body, pass, toSignBy, answerTimeout, true);
        }

        Departure departure() {
            return new Departure(
                    new RequestId("request-1"),
                    new Departure.Route(DESK, endpoint, kind, new AccountId("alpha"), new CredentialId("key-1")),
                    rawQuery,
                    Buffer.buffer(body),
                    new Departure.Limits(
                            2_500, System.nanoTime() + toSignBy.toNanos(), answerTimeout.toMillis(), streamed),
                    pass,
                    task -> bench.loop.runOnContext(now -> task.run()));
        }

        Future<Reply> send() {
            return bench.send(departure());
        }

        Reply go() {
            return bench.sendAndWait(departure());
        }
    }
}
