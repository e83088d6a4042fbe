package dev.portcullis.door.v1;

import dev.portcullis.door.Door;
import dev.portcullis.door.DoorRefusals;
import dev.portcullis.door.EnvironmentOf;
import dev.portcullis.door.Ids;
import dev.portcullis.door.MisplacedToken;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.door.RawRequest;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import dev.portcullis.pipeline.KnownOrders;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One clean, normalized API over the order path: routes by exact method and raw path, problems for everything that goes
 * wrong. Paths are matched here and not by a router that decodes and normalizes them, so that no path has two
 * spellings.
 */
public final class V1Door implements Door {
    /**
     * What the door works with.
     *
     * @param orderPath where every call goes
     * @param known the orders that passed the gate
     * @param registry who calls
     * @param refusals hears of requests that do not become calls
     */
    public record Parts(
            Service<Call> orderPath,
            KnownOrders known,
            Registry registry,
            Ids ids,
            EnvironmentOf environmentOf,
            DoorRefusals refusals) {}

    private final List<Route> routes;
    private final DoorRefusals refusals;

    private V1Door(List<Route> routes, DoorRefusals refusals) {
        this.routes = List.copyOf(routes);
        this.refusals = refusals;
    }

    /** The door with all its routes. */
    public static V1Door of(Parts parts, ReadRoutes.Sources sources) {
        return new V1Door(routes(parts, sources), parts.refusals());
    }

    /** Every route, in the order in which they are asked. */
    static List<Route> routes(Parts parts, ReadRoutes.Sources sources) {
        V1Calls calls = new V1Calls(parts.orderPath(), parts.ids(), parts.environmentOf());
        DeskView desk = new DeskView(parts.registry());
        PlacementReading placements = new PlacementReading(parts.known());
        OrderTargets targets = new OrderTargets(parts.known());
        PageReads reads = new PageReads(calls, sources.time().nanoTicker());
        ClientOrderIds clientOrderIds = new OwnClientOrderIds(desk, parts.known());
        return Stream.of(
                        new PlaceRoutes(calls, desk, placements).routes(),
                        new BatchRoutes(calls, desk, new BatchPlacing(calls, placements)).routes(),
                        new ChangeRoutes(calls, desk, targets).routes(),
                        new CancelAllRoutes(calls).routes(),
                        new OrderReadRoutes(calls, desk, targets, reads).routes(),
                        new ReadRoutes(calls, parts.registry(), clientOrderIds, sources).routes())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public boolean takes(String path) {
        return path.startsWith("/v1/") || path.startsWith("/problems/");
    }

    @Override
    public Future<RawAnswer> serve(RawRequest raw) {
        Optional<MisplacedToken> misplaced = MisplacedToken.in(raw);
        if (misplaced.isPresent()) {
            refusals.misplaced(DoorName.V1, raw.origin().peer(), misplaced.get());
            return problemOf(raw, misplaced.get().rejection().asException());
        }
        return answer(raw).recover(failed -> problemOf(raw, failed));
    }

    private Future<RawAnswer> answer(RawRequest raw) {
        List<Route> allowed = new ArrayList<>();
        for (Route route : routes) {
            Optional<Map<String, String>> captures = route.match(raw.path());
            if (captures.isPresent() && route.method().equals(raw.method())) {
                return served(raw, route, captures.get());
            }
            captures.ifPresent(matched -> allowed.add(route));
        }
        return allowed.isEmpty() ? nowhere(raw) : otherMethod(raw, allowed);
    }

    private Future<RawAnswer> served(RawRequest raw, Route route, Map<String, String> captures) {
        try {
            V1Query query = V1Query.read(raw.rawQuery(), route.parameters());
            return route.handler().serve(new V1Request(raw, captures, query));
        } catch (RejectedException refused) {
            refusals.refused(DoorName.V1, raw.origin().peer(), refused.rejection());
            return Future.failedFuture(refused);
        } catch (V1ProblemException refused) {
            return turnedAway(raw, refused.problem(), List.of());
        }
    }

    private static Future<RawAnswer> problemOf(RawRequest raw, Throwable failed) {
        boolean isWrite = !raw.method().equals(HttpMethod.GET);
        if (failed instanceof RejectedException refused) {
            return Future.succeededFuture(
                    V1Answers.problem(V1Problem.of(refused.rejection(), isWrite), raw.id(), List.of()));
        }
        return failed instanceof V1ProblemException refused
                ? Future.succeededFuture(V1Answers.problem(refused.problem(), raw.id(), List.of()))
                : Future.failedFuture(failed);
    }

    private Future<RawAnswer> nowhere(RawRequest raw) {
        V1Problem problem = V1Problem.of(
                ProblemType.NOT_FOUND,
                "nothing is served at this path; /v1/openapi.yaml lists what is, letter by letter");
        return turnedAway(raw, problem, List.of());
    }

    private Future<RawAnswer> otherMethod(RawRequest raw, List<Route> allowed) {
        String methods =
                allowed.stream().map(route -> route.method().name()).distinct().collect(Collectors.joining(", "));
        V1Problem problem =
                V1Problem.of(ProblemType.METHOD_NOT_ALLOWED, raw.method() + " is not served here; " + methods + " is");
        return turnedAway(raw, problem, List.of(new Header("Allow", methods)));
    }

    /** A request that no call is made of; counted as what the gate does not serve. */
    private Future<RawAnswer> turnedAway(RawRequest raw, V1Problem problem, List<Header> headers) {
        refusals.refused(DoorName.V1, raw.origin().peer(), new Rejection.EndpointDenied(problem.detail()));
        return Future.succeededFuture(V1Answers.problem(problem, raw.id(), headers));
    }
}
