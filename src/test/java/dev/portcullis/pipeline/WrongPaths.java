package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.Service;
import io.vertx.core.Future;

/** Order paths with one stage built wrong, to prove that the tests of the right one would notice. */
public final class WrongPaths {
    private WrongPaths() {}

    /** Every create goes, whatever went under its orderLinkId before. */
    public static Service<Call> withoutIdempotency(OrderPath right) {
        return right.pipeline().with(on -> fitted(on, on.passage(), on.recovery(), on.budget(), on.gettingOut()));
    }

    /** An account takes creates at once after a start, whatever is open from before. */
    public static Service<Call> withoutRecovery(OrderPath right) {
        return right.pipeline().with(on -> fitted(on, on.idempotency(), next -> next, on.budget(), on.gettingOut()));
    }

    /** A cancel is sent once and its answer believed, whatever is known of its create. */
    public static Service<Call> withoutPursuit(OrderPath right) {
        return right.pipeline()
                .with(on -> fitted(
                        on,
                        on.idempotency(),
                        on.recovery(),
                        on.budget(),
                        on.passage().then(on.budget()).then(on.intent()).before(on.departing())));
    }

    /** A slot of the budget is free again when its request leaves. */
    public static Service<Call> withSlotsGivenBackAtDeparture(OrderPath right) {
        return right.pipeline()
                .with(on -> fitted(
                        on,
                        on.idempotency(),
                        on.recovery(),
                        next -> on.budget().before(turned -> {
                            Future<Answer> answer = next.serve(turned);
                            turned.turn().giveBack();
                            return answer;
                        }),
                        on.gettingOut()));
    }

    private static Stages fitted(
            Stages on,
            Stage<Admitted, Claimed> idempotency,
            Stage<Claimed, Claimed> recovery,
            Stage<Claimed, Turned> budget,
            Service<Admitted> gettingOut) {
        return new Stages(
                on.identify(),
                on.allowList(),
                on.authorize(),
                idempotency,
                recovery,
                on.settledCreate(),
                on.passage(),
                on.halt(),
                on.risk(),
                budget,
                on.intent(),
                on.departing(),
                on.readDeparting(),
                gettingOut,
                on.publicReads());
    }
}
