package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the intent durable before anything can leave (design invariants 2 and 4). */
final class DurableIntent implements Stage<Turned, Recorded> {
    private final Journal journal;
    private final Fences fences;

    DurableIntent(Journal journal, Fences fences) {
        this.journal = journal;
        this.fences = fences;
    }

    @Override
    public Service<Turned> before(Service<Recorded> next) {
        return turned -> {
            Optional<Fence> fence = fences.of(turned);
            if (fence.isEmpty()) {
                return refuse(new Rejection.NotSent("the exchange's clock is not known well enough to sign an order;"
                        + " the gate asks for it every few seconds; see: portcullis doctor"));
            }
            Recorded recorded = new Recorded(turned, fence.get());
            OptionalLong now = fences.nowMillis(turned);
            turned.claimed().orders().forEach(order -> order.intended(fence.get(), now.orElse(0)));
            return journal.intend(recorded).compose(durable -> next.serve(recorded), DurableIntent::refusal);
        };
    }

    private static Future<Answer> refusal(Throwable cause) {
        return cause instanceof RejectedException rejected ? refuse(rejected.rejection()) : Future.failedFuture(cause);
    }

    private static Future<Answer> refuse(Rejection rejection) {
        return Future.succeededFuture(new Answer.Refused(rejection));
    }
}
