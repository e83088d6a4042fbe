package dev.portcullis.pipeline;

import dev.portcullis.budget.AccountKey;
import dev.portcullis.budget.Budgets;
import dev.portcullis.budget.Passenger;
import dev.portcullis.budget.Passenger.Fare;
import dev.portcullis.budget.Passenger.Payers;
import dev.portcullis.budget.Priority;
import dev.portcullis.budget.RateAdvice;
import dev.portcullis.budget.Turn;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.OrderEvidence;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Asks for evidence only when the account's budget has room for it, behind the callers' own reads. */
final class EvidenceInTurn implements OrderEvidence {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final OrderEvidence evidence;
    private final Budgets budgets;
    private final CredentialBook credentials;
    private final LongSupplier nanoTicker;
    private final Executor home;

    EvidenceInTurn(
            OrderEvidence evidence,
            Budgets budgets,
            CredentialBook credentials,
            LongSupplier nanoTicker,
            Executor home) {
        this.evidence = evidence;
        this.budgets = budgets;
        this.credentials = credentials;
        this.nanoTicker = nanoTicker;
        this.home = home;
    }

    @Override
    public Future<Sighting> realtime(Question question) {
        return inTurn(question, EndpointTable.ORDER_REALTIME, evidence::realtime);
    }

    @Override
    public Future<Sighting> history(Question question) {
        return inTurn(question, EndpointTable.ORDER_HISTORY, evidence::history);
    }

    private Future<Sighting> inTurn(Question question, EndpointId endpoint, Function<Question, Future<Sighting>> ask) {
        Optional<CredentialFacts> credential = credentials.active(question.account());
        if (credential.isEmpty()) {
            return Future.succeededFuture(
                    new Sighting.CouldNotTell("account " + question.account() + " has no active API key to ask with"));
        }
        return budgets.enter(passenger(credential.get(), endpoint))
                .turn()
                .compose(turn -> asked(ask.apply(question), turn))
                .otherwise(refused -> new Sighting.CouldNotTell(String.valueOf(refused.getMessage())));
    }

    private Passenger passenger(CredentialFacts credential, EndpointId endpoint) {
        AccountKey account = new AccountKey(credential.environment(), credential.uid());
        return new Passenger(
                Payers.signed(account, credential.account(), credential.id(), null),
                Fare.one(EndpointTable.of(endpoint), null),
                Priority.BACKGROUND,
                nanoTicker.getAsLong() + PATIENCE_NANOS,
                home);
    }

    private Future<Sighting> asked(Future<Sighting> asking, Turn turn) {
        turn.departed();
        long answerByNanos = nanoTicker.getAsLong() + ANSWER_NANOS;
        return asking.onComplete(done -> {
            if (done.succeeded() && !(done.result() instanceof Sighting.CouldNotTell)) {
                turn.answered(RateAdvice.NONE);
            } else {
                turn.unanswered(answerByNanos);
            }
        });
    }
}
