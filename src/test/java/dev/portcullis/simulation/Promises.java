package dev.portcullis.simulation;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.simulation.Judge.Place;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the gate has told the bots, to be held against the exchange when all is quiet. */
final class Promises {
    /** A bot was told that what it cancelled does not live. */
    private record Gone(String account, Optional<String> orderLinkId, String symbol, long arrivedNanos, String by) {}

    /** A bot was told that this order exists. */
    private record Exists(Place place, String orderId, String by, JsonObject asked) {}

    private final World world;
    private final Map<Created, String> nothing = new LinkedHashMap<>();
    private final Set<Exists> exists = new LinkedHashSet<>();
    private final Map<Place, String> neverPlaced = new LinkedHashMap<>();
    private final List<Gone> gone = new ArrayList<>();

    Promises(World world) {
        this.world = world;
    }

    /** One order of one call. */
    private record Created(String requestId, String orderLinkId) {}

    /** The answer to a create or a batch of them. */
    void told(BotCall call, String requestId, Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            refused(call, requestId, refused.rejection());
        } else if (answer instanceof Answer.Settled settled) {
            settled(call, requestId, settled);
        }
    }

    private void refused(BotCall call, String requestId, Rejection rejection) {
        call.links().forEach(link -> nothing.put(new Created(requestId, link), rejection.toString()));
        if (rejection instanceof Rejection.AlreadyNotPlaced notPlaced) {
            neverPlaced.put(
                    new Place(call.account().text(), notPlaced.orderLinkId().text()), requestId);
        }
    }

    private void settled(BotCall call, String requestId, Answer.Settled settled) {
        Outcome outcome = Objects.requireNonNull(settled.outcome(), "a write has an outcome");
        if (outcome instanceof Outcome.Unknown) {
            return;
        }
        if (outcome instanceof Outcome.Rejected) {
            call.links().forEach(link -> nothing.put(new Created(requestId, link), outcome.toString()));
            return;
        }
        JsonObject body = settled.body().toJsonObject();
        if (!call.isBatch()) {
            isThere(call, requestId, body.getJsonObject("result"), 0);
        } else {
            batch(call, requestId, body);
        }
    }

    private void batch(BotCall call, String requestId, JsonObject body) {
        JsonArray results = body.getJsonObject("result").getJsonArray("list");
        JsonArray codes = body.getJsonObject("retExtInfo").getJsonArray("list");
        for (int i = 0; i < call.links().size(); i++) {
            int code = codes.getJsonObject(i).getInteger("code");
            if (code == 0) {
                isThere(call, requestId, results.getJsonObject(i), i);
            } else if (code == 990005) {
                neverPlaced.put(new Place(call.account().text(), call.links().get(i)), requestId);
            } else if (Judge.isDefiniteNo(code)) {
                nothing.put(new Created(requestId, call.links().get(i)), "code " + code);
            }
        }
    }

    private void isThere(BotCall call, String requestId, JsonObject ids, int child) {
        String link = call.links().get(child);
        if (!link.equals(ids.getString("orderLinkId"))) {
            world.judge().violated("the answer to " + requestId + " about " + link + " names " + ids);
        }
        exists.add(new Exists(
                new Place(call.account().text(), link), ids.getString("orderId"), requestId, call.order(child)));
    }

    /** The answer to a cancel, or to a cancel of all in a symbol. */
    void toldOfCancel(BotCall call, String requestId, Answer answer) {
        boolean certain = answer instanceof Answer.Settled settled
                && (settled.outcome() instanceof Outcome.Acked
                        || (settled.outcome() instanceof Outcome.Rejected rejected && rejected.retCode() == 110001));
        if (certain) {
            gone.add(new Gone(
                    call.account().text(),
                    call.links().stream().findFirst(),
                    call.symbol(),
                    world.callers().of(requestId).arrivedNanos(),
                    requestId));
        }
    }

    /** Holds all of it against the exchange. */
    void check() {
        for (ExchangeOrder order : world.exchange().orders()) {
            Created created = new Created(order.requestId, order.orderLinkId);
            if (nothing.containsKey(created)) {
                violated(order + " exists, but its bot was told: " + nothing.get(created));
            }
            Place place = new Place(order.account, order.orderLinkId);
            if (neverPlaced.containsKey(place)) {
                violated(order + " exists, but a bot was told that it was not placed");
            }
            gone.stream()
                    .filter(cancel -> covers(cancel, order))
                    .forEach(cancel -> violated(order + " lives, but the cancel " + cancel.by()
                            + " after its create was told that it does not"));
        }
        exists.stream().filter(claim -> !isThere(claim)).forEach(claim -> violated(claim + ", which is not so"));
    }

    private boolean covers(Gone cancel, ExchangeOrder order) {
        return order.isLive()
                && order.account.equals(cancel.account())
                && order.symbol.equals(cancel.symbol())
                && cancel.orderLinkId().map(order.orderLinkId::equals).orElse(true)
                && world.callers().of(order.requestId).arrivedNanos() < cancel.arrivedNanos();
    }

    private boolean isThere(Exists claim) {
        return world.exchange().orders().stream()
                .anyMatch(order -> order.account.equals(claim.place().account())
                        && order.orderLinkId.equals(claim.place().orderLinkId())
                        && (claim.orderId().isEmpty() || order.orderId.equals(claim.orderId()))
                        && isAskedFor(claim, order));
    }

    /** It is the caller's own, and what it asked for. */
    private boolean isAskedFor(Exists claim, ExchangeOrder order) {
        return world.callers()
                        .of(order.requestId)
                        .client()
                        .equals(world.callers().of(claim.by()).client())
                && order.symbol.equals(claim.asked().getString("symbol"))
                && order.side.equals(claim.asked().getString("side"))
                && order.qty.equals(claim.asked().getString("qty"))
                && order.price.equals(claim.asked().getString("price"));
    }

    private void violated(String what) {
        world.judge().violated(what);
    }
}
