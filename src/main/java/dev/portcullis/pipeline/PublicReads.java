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
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.Departure;
import dev.portcullis.model.DeparturePass;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

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

    private final PublicAccess access;
    private final Budgets budgets;
    private final Exchange exchange;
    private final RateAdvices advices;
    private final LongSupplier nanoTicker;
    private final Cache<Wanted, Future<Answer>> shared;

    PublicReads(
            PublicAccess access,
            Budgets budgets,
            Exchange exchange,
            RateAdvices advices,
            LongSupplier nanoTicker) {
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
        return answer.result() instanceof Answer.Settled settled ? settled.body().length() : 1_024;
    }

    @Override
    public Future<Answer> serve(Call call) {
        PublicAccess.Decision decision = access.decide(call);
        if (decision instanceof PublicAccess.Decision.No no) {
            return Future.succeededFuture(new Answer.Refused(no.rejection()));
        }
        PublicAccess.Decision.Yes yes = (PublicAccess.Decision.Yes) decision;
        if (call.endpoint().equals(EndpointTable.SERVER_TIME)) {
            return ask(call, yes);
        }
        Wanted wanted = new Wanted(yes.environment(), call.endpoint(), call.rawQuery());
        Future<Answer> answer = shared.get(wanted, absent -> ask(call, yes).onComplete(done -> keep(wanted, done)));
        return onHome(answer, call.origin().home());
    }

    /** Weighs the entry by what came, or drops it when it is nothing to share. */
    private void keep(Wanted wanted, io.vertx.core.AsyncResult<Answer> done) {
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

    private Future<Answer> ask(Call call, PublicAccess.Decision.Yes yes) {
        Passenger passenger = new Passenger(
                Payers.ofAddress(yes.environment(), yes.client()),
                Fare.one(EndpointTable.of(call.endpoint()), null),
                Priority.READ,
                call.timing().departByNanos(),
                call.origin().home());
        return budgets.enter(passenger)
                .turn()
                .compose(turn -> send(call, yes.environment(), turn))
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
                .otherwise(broken -> ReadDeparting.answerOf(new Reply.NoAnswer(broken.getMessage())));
    }

    private static Future<Answer> refusal(Throwable cause) {
        return cause instanceof RejectedException rejected
                ? Future.succeededFuture(new Answer.Refused(rejected.rejection()))
                : Future.failedFuture(cause);
    }
}
