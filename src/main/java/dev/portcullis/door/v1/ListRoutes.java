package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.normal.V5Page;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Shows the exchange's lists: as JSON one page at a time, as NDJSON all of it, one item a line. */
final class ListRoutes {
    private static final String NDJSON = "application/x-ndjson";

    private final V1Calls calls;
    private final PageReads reads;
    private final ListItems items;
    private final ListWishes wishes;

    ListRoutes(V1Calls calls, PageReads reads, ListItems items, ListWishes wishes) {
        this.calls = calls;
        this.reads = reads;
        this.items = items;
        this.wishes = wishes;
    }

    List<Route> routes() {
        return List.of(
                list("orders", ListWishes.ORDERS, wishes::orders),
                list("executions", ListWishes.EXECUTIONS, wishes::executions),
                list("positions", ListWishes.POSITIONS, wishes::positions),
                list("fees", ListWishes.FEES, wishes::fees),
                list("instruments", ListWishes.INSTRUMENTS, wishes::instruments));
    }

    private Route list(String name, Set<String> parameters, Function<V1Request, ListWish> wishOf) {
        return Route.get(
                "/v1/accounts/{account}/" + name, parameters, request -> answer(request, wishOf.apply(request)));
    }

    /** Reads the first page; when it cannot be had, that is the answer, in either form. */
    private Future<RawAnswer> answer(V1Request request, ListWish wish) {
        PageWalk walk = new PageWalk(wish);
        return walk.next(query -> {
                    Call call = calls.call(request, wish.listing().endpoint(), query, null);
                    return reads.page(call);
                })
                .compose(page -> items.of(request, wish, environment(request, wish), page)
                        .map(shown -> request.wantsLines()
                                ? lines(request, wish, walk, shown)
                                : page(request, wish, page, shown)))
                .recover(failed -> ReadProblems.answer(request, failed, environmentHeaders(request, wish)));
    }

    private RawAnswer page(V1Request request, ListWish wish, V5Page page, List<ObjectNode> shown) {
        ObjectNode body = V1Json.object();
        ArrayNode list = body.putArray("items");
        shown.forEach(list::add);
        if (page.hasNext()) {
            body.put("nextCursor", page.nextCursor());
        }
        return V1Answers.json(200, request.id(), body, environmentHeaders(request, wish));
    }

    private RawAnswer lines(V1Request request, ListWish wish, PageWalk walk, List<ObjectNode> shown) {
        List<Header> headers = new ArrayList<>(environmentHeaders(request, wish));
        headers.add(new Header("Content-Type", NDJSON));
        headers.add(new Header("X-Portcullis-Request-Id", request.id().text()));
        Buffer begun = ListLines.of(shown);
        if (walk.isOver()) {
            return new RawAnswer.Whole(200, headers, begun);
        }
        LineSource rest = new ListLines(request, walk, further -> further(request, wish, further));
        return new RawAnswer.Flowing(200, headers, begun, new LineStream(rest));
    }

    private Future<List<ObjectNode>> further(V1Request request, ListWish wish, PageWalk walk) {
        return walk.next(query -> reads.pageInBackground(request, wish, query))
                .compose(page -> items.of(request, wish, environment(request, wish), page));
    }

    private Optional<String> environment(V1Request request, ListWish wish) {
        return environmentHeaders(request, wish).stream().map(Header::value).findFirst();
    }

    private List<Header> environmentHeaders(V1Request request, ListWish wish) {
        return calls.environment(calls.call(request, wish.listing().endpoint(), "", null));
    }
}
