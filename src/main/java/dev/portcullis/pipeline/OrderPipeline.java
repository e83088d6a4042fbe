package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.util.function.UnaryOperator;

/**
 * The order path: what happens to a call, in order, whichever door it came through. Each stage is a class of its own
 * that knows nothing of HTTP; the types between them say what a call has passed.
 */
public final class OrderPipeline implements Service<Call> {
    private final Stages stages;
    private final Service<Call> path;

    OrderPipeline(Stages stages) {
        this.stages = stages;
        this.path = compose(stages);
    }

    /** The same path with others in the place of some of its stages: so tests show that they would notice. */
    Service<Call> with(UnaryOperator<Stages> change) {
        return compose(change.apply(stages));
    }

    @Override
    public Future<Answer> serve(Call call) {
        return path.serve(call);
    }

    private static Service<Call> compose(Stages on) {
        Stage<Claimed, Turned> turn = on.halt().then(on.risk()).then(on.budget());

        Service<Admitted> creates = on.idempotency()
                .then(on.recovery())
                .then(turn)
                .then(on.intent())
                .before(on.departing());
        Service<Admitted> amends = on.settledCreate()
                .then(on.passage())
                .then(turn)
                .then(on.intent())
                .before(on.departing());
        Service<Admitted> settings = on.passage().then(turn).then(on.intent()).before(on.departing());
        Service<Admitted> reads = on.passage().then(on.budget()).before(on.readDeparting());

        Service<Admitted> byKind = admitted -> {
            EndpointKind kind = admitted.call().kind();
            if (kind.isRead()) {
                return reads.serve(admitted);
            }
            if (kind.isCancel()) {
                return on.gettingOut().serve(admitted);
            }
            if (kind.isCreate()) {
                return creates.serve(admitted);
            }
            return kind.isAmend() ? amends.serve(admitted) : settings.serve(admitted);
        };
        Service<Call> ofClients =
                on.identify().then(on.allowList()).then(on.authorize()).before(byKind);

        return call ->
                call.kind() == EndpointKind.PUBLIC_READ ? on.publicReads().serve(call) : ofClients.serve(call);
    }
}
