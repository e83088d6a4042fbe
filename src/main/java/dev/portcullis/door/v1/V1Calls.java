package dev.portcullis.door.v1;

import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.V5Bodies;
import dev.portcullis.door.Deadlines;
import dev.portcullis.door.EnvironmentOf;
import dev.portcullis.door.Ids;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Service;
import dev.portcullis.model.WriteBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends this door's requests down the order path, as calls to Bybit's endpoints. */
final class V1Calls {
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

    /** The header that names the call's environment; none when that is not known. */
    List<Header> environment(Call call) {
        return environmentOf.call(call).stream()
                .map(name -> new Header("X-Portcullis-Environment", name))
                .toList();
    }

    /** Bybit's body as it may be shown. */
    static Buffer shown(Buffer body) {
        return V5Bodies.redactOriginString(body);
    }
}
