package dev.portcullis.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portcullis.budget.Budgets;
import dev.portcullis.budget.Passenger;
import dev.portcullis.budget.Passenger.Fare;
import dev.portcullis.budget.Passenger.Payers;
import dev.portcullis.budget.Priority;
import dev.portcullis.budget.Turn;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.Identification;
import dev.portcullis.identity.PublicAccess;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.Departure;
import dev.portcullis.model.DeparturePass;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Service;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves reads that need no key: unsigned, charged to the address alone, and shared for a moment by all who ask the
 * same, but for the time, which is never shared.
 */
final class PublicReads implements Service<Call> {
    private static final Duration SHARED_FOR = Duration.ofMillis(500);
    private static final int SHARED_BYTES_MAX = 64 << 20;
    private static final int BODY_BYTES_MAX = 16 << 20;
    private static final long ANSWER_MILLIS = 3_000;
    private static final Buffer NO_BODY = Buffer.buffer();

    /** Which answer is meant. */
    private record Wanted(EnvironmentId environment, EndpointId endpoint, String rawQuery) {}

    private final Registry registry;
    private final Strangers strangers;
    private final PublicAccess access;
    private final Budgets budgets;
    private final Exchange exchange;
    private final RateAdvices advices;
    private final LongSupplier nanoTicker;
    private final Cache<Wanted, Future<Answer>> shared;

    PublicReads(
            Registry registry,
            Strangers strangers,
            PublicAccess access,
            Budgets budgets,
            Exchange exchange,
            RateAdvices advices,
            LongSupplier nanoTicker) {
        this.registry = registry;
        this.strangers = strangers;
        this.access = access;
        this.budgets = budgets;
        this.exchange = exchange;
        this.advices = advices;
        this.nanoTicker = nanoTicker;
        this.shared = Caffeine.newBuilder()
                .expireAfterWrite(SHARED_FOR)
                .maximumWeight(SHARED_BYTES_MAX)
                .weigher((Wanted wanted, Future<Answer> answer) -> weight(answer))
                .ticker(nanoTicker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    private static int weight(Future<Answer> answer) {
        return answer.result() instanceof Answer.Settled settled
                ? settled.body().length()
                : 1_024;
    }

    @Override
    public Future<Answer> serve(Call call) {
        @Nullable Client client = null;
        if (!(call.origin().presented() instanceof Presented.Nothing)) {
            Identification who = registry.identify(call.origin().presented());
            if (who instanceof Identification.Refusal refusal) {
                return strangers.turnAway(call, refusal.rejection());
            }
            client = ((Identification.Known) who).client();
        }
        PublicAccess.Choice choice = access.choose(
                registry.desk(), client, call.wantedAccount(), call.origin().peer());
        if (choice instanceof PublicAccess.Choice.Refusal refusal) {
            return Future.succeededFuture(new Answer.Refused(refusal.rejection()));
        }
        EnvironmentId environment = ((PublicAccess.Choice.Chosen) choice).environment();
        return answer(call, environment, client == null ? null : client.id());
    }

    private Future<Answer> answer(Call call, EnvironmentId environment, @Nullable ClientId client) {
        if (call.endpoint().equals(EndpointTable.SERVER_TIME)) {
            return ask(call, environment, client);
        }
        Wanted wanted = new Wanted(environment, call.endpoint(), call.rawQuery());
        Future<Answer> answer =
                shared.get(wanted, absent -> ask(call, environment, client).onComplete(done -> keep(wanted, done)));
        return onHome(answer, call.origin().home());
    }

    /** Weighs the entry by what came, or drops it when it is nothing to share. */
    private void keep(Wanted wanted, AsyncResult<Answer> done) {
        boolean worthSharing = done.succeeded()
                && done.result() instanceof Answer.Settled settled
                && settled.head().status() == 200;
        if (worthSharing) {
            shared.put(wanted, Future.succeededFuture(done.result()));
        } else {
            shared.invalidate(wanted);
        }
    }

    private static Future<Answer> onHome(Future<Answer> answer, Executor home) {
        if (answer.isComplete()) {
            return answer;
        }
        Promise<Answer> here = Promise.promise();
        answer.onComplete(done -> home.execute(() -> here.handle(done)));
        return here.future();
    }

    private Future<Answer> ask(Call call, EnvironmentId environment, @Nullable ClientId client) {
        Passenger passenger = new Passenger(
                Payers.ofAddress(environment, client),
                Fare.one(EndpointTable.of(call.endpoint()), null),
                Priority.of(call.kind(), false, call.timing().urgency()),
                call.timing().departByNanos(),
                call.origin().home());
        return budgets.enter(passenger)
                .turn()
                .compose(turn -> send(call, environment, turn))
                .recover(PublicReads::refusal);
    }

    private Future<Answer> send(Call call, EnvironmentId environment, Turn turn) {
        Departure departure = new Departure(
                call.requestId(),
                new Departure.Route(environment, call.endpoint(), call.kind(), null, null),
                call.rawQuery(),
                NO_BODY,
                new Departure.Limits(
                        call.timing().recvWindowMillis(), call.timing().departByNanos(), ANSWER_MILLIS, true),
                DeparturePass.always(),
                call.origin().home());
        turn.departed();
        long answerByNanos = nanoTicker.getAsLong() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
        return exchange.send(departure).compose(reply -> {
            advices.tell(turn, departure, reply, answerByNanos);
            return whole(reply);
        });
    }

    private static Future<Answer> whole(Reply reply) {
        if (!(reply instanceof Reply.Streaming streaming)) {
            return Future.succeededFuture(ReadDeparting.answerOf(reply));
        }
        return BodyCollector.collect(streaming.body(), BODY_BYTES_MAX)
                .<Answer>map(body -> new Answer.Settled(null, streaming.head(), body, false))
                .otherwise(broken -> ReadDeparting.answerOf(new Reply.NoAnswer(String.valueOf(broken.getMessage()))));
    }

    private static Future<Answer> refusal(Throwable cause) {
        return cause instanceof RejectedException rejected
                ? Future.succeededFuture(new Answer.Refused(rejected.rejection()))
                : Future.failedFuture(cause);
    }
}
