package dev.portcullis.door.v5;

import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.OrderBody;
import dev.portcullis.door.Deadlines;
import dev.portcullis.door.Door;
import dev.portcullis.door.DoorRefusals;
import dev.portcullis.door.Ids;
import dev.portcullis.door.MisplacedToken;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.door.RawRequest;
import dev.portcullis.door.Showing;
import dev.portcullis.model.Call;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.Origin;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import dev.portcullis.model.Verb;
import dev.portcullis.model.WriteBody;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets any Bybit SDK in unchanged: its requests become calls, and answers come back as Bybit would give them. */
public final class V5Door implements Door {
    private final Service<Call> orderPath;
    private final Ids ids;
    private final V5Answers answers;
    private final DoorRefusals refusals;

    /**
     * A door to the given order path.
     *
     * @param refusals hears of requests that do not become calls
     */
    public V5Door(Service<Call> orderPath, Ids ids, V5Answers answers, DoorRefusals refusals) {
        this.orderPath = orderPath;
        this.ids = ids;
        this.answers = answers;
        this.refusals = refusals;
    }

    @Override
    public boolean takes(String path) {
        return V5Path.isOne(path);
    }

    @Override
    public Future<RawAnswer> serve(RawRequest request) {
        Optional<V5Path> path = V5Path.read(request.path());
        Optional<Endpoint> endpoint = path.flatMap(p -> find(request.method(), p));
        PeerAddress peer = request.origin().peer();
        Optional<MisplacedToken> misplaced = MisplacedToken.in(request);
        if (misplaced.isPresent()) {
            refusals.misplaced(DoorName.V5, peer, misplaced.get());
            return Future.succeededFuture(
                    answers.refused(request, misplaced.get().rejection(), endpoint));
        }
        Call call;
        try {
            call = translate(request, path, endpoint);
        } catch (RejectedException refused) {
            refusals.refused(DoorName.V5, peer, refused.rejection());
            return Future.succeededFuture(answers.refused(request, refused.rejection(), endpoint));
        }
        return orderPath.serve(call).compose(answer -> answers.of(call, answer));
    }

    private static Optional<Endpoint> find(HttpMethod method, V5Path path) {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.name().equals(method.name()))
                .findFirst()
                .flatMap(verb -> EndpointTable.find(verb, path.bybitPath()));
    }

    private Call translate(RawRequest request, Optional<V5Path> path, Optional<Endpoint> found) {
        V5Path where = path.orElseThrow(V5Door::noAccountName);
        Endpoint endpoint = found.orElseThrow(
                () -> DeniedEndpoint.of(request.method(), where.bybitPath()).asException());
        Showing showing = Showing.of(request, where.account());
        RawRequest.Arrival from = request.origin();
        return new Call(
                new Origin(request.id(), DoorName.V5, from.peer(), showing.presented(), from.home()),
                showing.account(),
                endpoint.id(),
                endpoint.kind(),
                request.rawQuery(),
                bodyOf(request, endpoint),
                Deadlines.of(endpoint.kind(), request.headers(), from.arrivedNanos()));
    }

    private static RejectedException noAccountName() {
        return Rejection.Malformed.at("path", "/accounts/NAME/v5/... needs an account name such as alpha")
                .asException();
    }

    private @Nullable WriteBody bodyOf(RawRequest request, Endpoint endpoint) {
        if (endpoint.id().verb() == Verb.GET) {
            return null;
        }
        FormBody.refuse(request);
        WriteBody body = OrderBody.read(endpoint.kind(), request.body());
        return OrderBody.fillOrderLinkIds(endpoint.kind(), body, ids::orderLinkId);
    }
}
