package dev.portcullis.door.v2;

import dev.portcullis.door.Door;
import dev.portcullis.door.DoorRefusals;
import dev.portcullis.door.EnvironmentOf;
import dev.portcullis.door.Ids;
import dev.portcullis.door.MisplacedToken;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.door.RawRequest;
import dev.portcullis.door.Showing;
import dev.portcullis.model.Call;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Lets scripts of Bybit's retired v2 API in, unchanged but for their base URL and their key: its parameters become v5
 * calls on the order path of every door, and answers come back in its shape. Their token comes as {@code api_key},
 * in the query too, for there the old API had it; this door never hands it on, shows it or writes it down.
 */
public final class V2Door implements Door {
    private final List<OldRoute> routes;
    private final OldAnswers answers;
    private final DoorRefusals refusals;

    private V2Door(List<OldRoute> routes, OldAnswers answers, DoorRefusals refusals) {
        this.routes = List.copyOf(routes);
        this.answers = answers;
        this.refusals = refusals;
    }

    /**
     * The door to an order path.
     *
     * @param exchangeMillis the best guess of Bybit's clock
     * @param refusals hears of requests that do not become calls
     */
    public static V2Door of(
            Service<Call> orderPath,
            Ids ids,
            LongSupplier exchangeMillis,
            EnvironmentOf environmentOf,
            DoorRefusals refusals) {
        OldCalls calls = new OldCalls(orderPath, ids);
        OldAnswers answers = new OldAnswers(exchangeMillis, environmentOf);
        return new V2Door(routes(calls, answers), answers, refusals);
    }

    /** Every endpoint of the old API that is served. */
    static List<OldRoute> routes(OldCalls calls, OldAnswers answers) {
        OldReads reads = new OldReads(calls);
        return Stream.of(
                        new TimeRoute(calls, reads, answers).routes(),
                        new OrderWrites(calls, answers).routes(),
                        new OrderLists(calls, reads, answers).routes(),
                        new AccountReads(calls, reads, answers).routes())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public boolean takes(String path) {
        return OldPath.isOne(path);
    }

    @Override
    public Future<RawAnswer> serve(RawRequest raw) {
        try {
            return served(raw).recover(failed -> told(raw, failed));
        } catch (RejectedException refused) {
            refusals.refused(DoorName.V2, raw.origin().peer(), refused.rejection());
            return told(raw, refused);
        }
    }

    private Future<RawAnswer> served(RawRequest raw) {
        OldPath path = OldPath.read(raw.path());
        Parameters parameters = Parameters.read(raw);
        Optional<MisplacedToken> misplaced = MisplacedToken.inCookie(raw).or(parameters::misplaced);
        if (misplaced.isPresent()) {
            refusals.misplaced(DoorName.V2, raw.origin().peer(), misplaced.get());
            return Future.succeededFuture(
                    answers.trouble(raw, Trouble.of(misplaced.get().rejection())));
        }
        OldRoute route = find(raw, path);
        Showing showing = showing(raw, path, parameters);
        return route.handler().serve(new OldRequest(raw, route.family(), parameters, showing));
    }

    private OldRoute find(RawRequest raw, OldPath path) {
        List<OldRoute> here = routes.stream()
                .filter(route -> route.path().equals(path.bybitPath()))
                .toList();
        if (here.isEmpty()) {
            throw Successors.of(raw.method(), path.bybitPath()).asException();
        }
        return here.stream()
                .filter(route -> route.method().equals(raw.method()))
                .findFirst()
                .orElseThrow(() -> new Rejection.EndpointDenied(
                                path.bybitPath() + " is asked by " + here.get(0).method() + ", not by " + raw.method())
                        .asException());
    }

    private static Showing showing(RawRequest raw, OldPath path, Parameters parameters) {
        Optional<String> apiKey = parameters.apiKey();
        if (apiKey.isEmpty()) {
            return Showing.of(raw, path.account());
        }
        if (apiKey.get().startsWith(Presented.Signature.PREFIX)) {
            throw new Rejection.BadSignature("a signed client signs by v5's rules, which the old API has no place for;"
                            + " use /v5/..., or a client with a token here")
                    .asException();
        }
        return Showing.of(raw, path.account(), apiKey.get());
    }

    private Future<RawAnswer> told(RawRequest raw, Throwable failed) {
        if (failed instanceof RejectedException refused) {
            return Future.succeededFuture(answers.trouble(raw, Trouble.of(refused.rejection())));
        }
        return failed instanceof TroubleException trouble
                ? Future.succeededFuture(answers.trouble(trouble.call(), trouble.head(), trouble.trouble(), List.of()))
                : Future.failedFuture(failed);
    }
}
