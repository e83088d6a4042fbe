package dev.portcullis.gate;

import dev.portcullis.admin.KeyQuestions;
import dev.portcullis.budget.AccountKey;
import dev.portcullis.budget.Budgets;
import dev.portcullis.budget.Passenger;
import dev.portcullis.budget.Passenger.Fare;
import dev.portcullis.budget.Passenger.Payers;
import dev.portcullis.budget.Priority;
import dev.portcullis.budget.RateAdvice;
import dev.portcullis.budget.Turn;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.Signer;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.upstream.KeyInquiry;
import dev.portcullis.upstream.KeyVerdict;
import io.vertx.core.Future;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Charges the gate's own questions about keys to the windows that Bybit counts them in, behind everything else. */
final class BudgetedInquiry implements KeyQuestions {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Budgets budgets;
    private final KeyInquiry inquiry;
    private final LongSupplier nanoTicker;
    private final Executor home;

    BudgetedInquiry(Budgets budgets, KeyInquiry inquiry, LongSupplier nanoTicker, Executor home) {
        this.budgets = budgets;
        this.inquiry = inquiry;
        this.nanoTicker = nanoTicker;
        this.home = home;
    }

    @Override
    public Future<KeyVerdict> about(CredentialFacts key, Signer signer) {
        return budgets.enter(passenger(key))
                .turn()
                .compose(turn -> asked(turn, inquiry.again(signer, key.environment())))
                .otherwise(refused -> new KeyVerdict.Unanswered(
                        "there was no room to ask about it: " + refused.getMessage(), "the gate asks again by itself"));
    }

    private Passenger passenger(CredentialFacts key) {
        return new Passenger(
                Payers.signed(new AccountKey(key.environment(), key.uid()), key.account(), key.id(), null),
                Fare.one(EndpointTable.of(KeyInquiry.QUERY_API), null),
                Priority.BACKGROUND,
                nanoTicker.getAsLong() + PATIENCE_NANOS,
                home);
    }

    private Future<KeyVerdict> asked(Turn turn, Future<KeyVerdict> asking) {
        turn.departed();
        long answerByNanos = nanoTicker.getAsLong() + ANSWER_NANOS;
        return asking.onComplete(done -> {
            if (done.succeeded() && !(done.result() instanceof KeyVerdict.Unanswered)) {
                turn.answered(RateAdvice.NONE);
            } else {
                turn.unanswered(answerByNanos);
            }
        });
    }
}
