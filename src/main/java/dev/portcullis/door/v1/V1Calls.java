package dev.portcullis.door.v1;

import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.V5Bodies;
import dev.portcullis.door.Deadlines;
import dev.portcullis.door.EnvironmentOf;
import dev.portcullis.door.Ids;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Service;
import dev.portcullis.model.WriteBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends this door's requests down the order path, as calls to Bybit's endpoints. */
final class V1Calls {
    private static final Rejection CHANGED =
            new Rejection.NotSent("the desk changed while the request was read; send it again");

    private final Service<Call> orderPath;
    private final Ids ids;
    private final EnvironmentOf environmentOf;

    V1Calls(Service<Call> orderPath, Ids ids, EnvironmentOf environmentOf) {
        this.orderPath = orderPath;
        this.ids = ids;
        this.environmentOf = environmentOf;
    }

    /** A call under the request's own id. */
    Call call(V1Request request, EndpointId endpoint, String rawQuery, @Nullable WriteBody body) {
        return call(request, new Step(request.id(), endpoint), rawQuery, body);
    }

    /** One more call for the same request, under an id of its own. */
    Call further(V1Request request, EndpointId endpoint, String rawQuery, @Nullable WriteBody body) {
        return call(request, new Step(ids.requestId(), endpoint), rawQuery, body);
    }

    private record Step(RequestId id, EndpointId endpoint) {}

    private static Call call(V1Request request, Step step, String rawQuery, @Nullable WriteBody body) {
        Endpoint endpoint = EndpointTable.of(step.endpoint());
        return new Call(
                request.origin(step.id()),
                request.showing().account(),
                endpoint.id(),
                endpoint.kind(),
                rawQuery,
                body,
                Deadlines.of(
                        endpoint.kind(),
                        request.raw().headers(),
                        request.raw().origin().arrivedNanos()));
    }

    Future<Answer> send(Call call) {
        return orderPath.serve(call);
    }

    /**
     * Sends somebody whom the desk does not know, or who has no grant on the account, down the order path with a call
     * that changes nothing, so that the refusal is said and counted where all of them are.
     */
    Future<RawAnswer> turnAway(V1Request request) {
        boolean isWrite = !request.raw().method().equals(HttpMethod.GET);
        return send(call(request, EndpointTable.ORDER_REALTIME, "", null)).map(answer -> {
            V1Problem problem = answer instanceof Answer.Refused refused
                    ? V1Problem.of(refused.rejection(), isWrite)
                    : V1Problem.of(CHANGED, isWrite);
            return V1Answers.problem(problem, request.id(), List.of());
        });
    }

    /** The header that names the call's environment; none when that is not known. */
    List<Header> environment(Call call) {
        return environmentOf.call(call).stream()
                .map(name -> new Header("X-Portcullis-Environment", name))
                .toList();
    }

    /** The header that names an environment. */
    static List<Header> environmentHeader(EnvironmentId environment) {
        return List.of(new Header("X-Portcullis-Environment", environment.text()));
    }

    /** Bybit's body as it may be shown. */
    static Buffer shown(Buffer body) {
        return V5Bodies.redactOriginString(body);
    }
}
