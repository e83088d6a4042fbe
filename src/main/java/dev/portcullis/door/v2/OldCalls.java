package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.OrderBody;
import dev.portcullis.door.Ids;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.Origin;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Service;
import dev.portcullis.model.WriteBody;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Sends this door's requests down the order path, as calls to v5's endpoints. */
final class OldCalls {
    private final Service<Call> orderPath;
    private final Ids ids;

    OldCalls(Service<Call> orderPath, Ids ids) {
        this.orderPath = orderPath;
        this.ids = ids;
    }

    /** A write; a create without an orderLinkId gets one. */
    Call write(OldRequest request, EndpointId endpoint, ObjectNode body) {
        Endpoint known = EndpointTable.of(endpoint);
        WriteBody read = OrderBody.read(known.kind(), OldJson.write(body));
        WriteBody filled = OrderBody.fillOrderLinkIds(known.kind(), read, ids::orderLinkId);
        return call(request, request.raw().id(), known, "", filled);
    }

    /** A read under the request's own id. */
    Call read(OldRequest request, EndpointId endpoint, V5Query query) {
        return call(request, request.raw().id(), EndpointTable.of(endpoint), query.text(), null);
    }

    /** One more read for the same request, under an id of its own. */
    Call further(OldRequest request, EndpointId endpoint, V5Query query) {
        return call(request, ids.requestId(), EndpointTable.of(endpoint), query.text(), null);
    }

    private static Call call(
            OldRequest request, RequestId id, Endpoint endpoint, String rawQuery, @Nullable WriteBody body) {
        Origin origin = new Origin(
                id,
                DoorName.V2,
                request.raw().origin().peer(),
                request.showing().presented(),
                request.raw().origin().home());
        return new Call(
                origin,
                request.showing().account(),
                endpoint.id(),
                endpoint.kind(),
                rawQuery,
                body,
                request.timing(endpoint.kind()));
    }

    Future<Answer> send(Call call) {
        return orderPath.serve(call);
    }
}
