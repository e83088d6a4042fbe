package dev.portcullis.pipeline;

import dev.portcullis.bybit.CancelBody;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.Call;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Timing;
import dev.portcullis.model.WriteBody;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The cancels that the gate repeats in a caller's name, each with a deadline of its own, and with the key that signs
 * for the account by then: a pursuit may outlive the key that it began with.
 */
final class GatesOwnCalls {
    private static final long CANCEL_DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final UnaryOperator<Admitted> signedByThen;
    private final LongSupplier nanoTicker;

    /** @param signedByThen gives the call to the key that signs for its account by then */
    GatesOwnCalls(UnaryOperator<Admitted> signedByThen, LongSupplier nanoTicker) {
        this.signedByThen = signedByThen;
        this.nanoTicker = nanoTicker;
    }

    /** A cancel of that order: the caller's own body when it was a cancel of one order, else one by its ids. */
    Admitted cancel(Admitted by, Category category, OrderFacts named) {
        Call call = by.call();
        WriteBody body = call.kind() == EndpointKind.CANCEL
                ? Objects.requireNonNull(call.body(), "a cancel has a body")
                : new WriteBody(CancelBody.of(category, named), category, List.of(named));
        long now = nanoTicker.getAsLong();
        Timing timing =
                new Timing(now, now + CANCEL_DEADLINE_NANOS, call.timing().recvWindowMillis());
        Call own = new Call(
                call.origin(), call.wantedAccount(), EndpointTable.ORDER_CANCEL, EndpointKind.CANCEL, "", body, timing);
        return signedByThen.apply(by.with(own));
    }
}
