package dev.portcullis.simulation;

import dev.portcullis.model.AccountId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Watches a world while it runs and holds every write against the invariants of the design. */
final class Judge {
    /** Codes that say for certain that nothing was placed: time, rate, balance. */
    private static final Set<Integer> DEFINITE_NO = Set.of(10002, 10006, 110007);

    private final World world;
    private final List<String> violations = new ArrayList<>();
    private final Map<Place, Attempt> attempts = new LinkedHashMap<>();
    private final StandingOrders standing = new StandingOrders();

    Judge(World world) {
        this.world = world;
    }

    /** An orderLinkId in its namespace. */
    record Place(String account, String orderLinkId) {}

    private static final class Attempt {
        private final String requestId;
        private final String life;
        private boolean provenNo;

        private Attempt(WireRequest request) {
            this.requestId = request.requestId();
            this.life = request.life();
        }
    }

    static boolean isDefiniteNo(int retCode) {
        return DEFINITE_NO.contains(retCode);
    }

    /** What operators have said. */
    StandingOrders standing() {
        return standing;
    }

    void violated(String what) {
        violations.add(what);
        world.trace().line("JUDGE", what);
    }

    List<String> violations() {
        return violations;
    }

    boolean hasSeenEnough() {
        return !violations.isEmpty();
    }

    /** The first byte of a create is about to leave. */
    void createIsWritten(WireRequest request) {
        world.trace()
                .line(
                        "wire",
                        "writes create " + request.requestId() + " " + linksOf(request) + " on " + request.account());
        long lateNanos =
                world.time().nanos() - world.callers().of(request.requestId()).departByNanos();
        if (lateNanos > 0) {
            violated(request.requestId() + " was written " + lateNanos + " ns after its deadline (invariant 5)");
        }
        itsPastIsSettled(request);
        for (JsonObject order : ordersOf(request)) {
            String link = order.getString("orderLinkId");
            if (!world.disk().hasDurable("intent", request.requestId(), link)) {
                violated("create " + link + " was written before its intent was durable (invariant 2)");
            }
            onceMore(new Place(request.account(), link), request);
            whyForbidden(request, order).ifPresent(why -> violated("create " + link + " was written although " + why));
        }
    }

    /** No create leaves while the gate says itself that it does not know of one which an earlier life has written. */
    private void itsPastIsSettled(WireRequest request) {
        attempts.forEach((place, attempt) -> {
            boolean earlier = place.account().equals(request.account())
                    && !attempt.life.equals(request.life())
                    && !attempt.provenNo;
            if (earlier && world.isUndecided(place)) {
                violated(request.requestId() + " was written while the account was closed, for nobody knows of "
                        + place.orderLinkId() + " by " + attempt.requestId + " (design section 7)");
            }
        });
    }

    private Optional<String> whyForbidden(WireRequest request, JsonObject order) {
        Callers.Caller caller = world.callers().of(request.requestId());
        return standing.whyForbidden(
                new AccountId(request.account()),
                caller.client(),
                order.getString("symbol"),
                Boolean.TRUE.equals(order.getBoolean("reduceOnly")));
    }

    private void onceMore(Place place, WireRequest request) {
        @Nullable Attempt earlier = attempts.put(place, new Attempt(request));
        if (earlier != null && !earlier.provenNo) {
            violated("create " + place + " was written by " + request.requestId() + ", although its write by "
                    + earlier.requestId + " was not proven refused (invariant 1)");
        }
    }

    /** The gate takes an answer. */
    void answered(WireRequest request, WireAnswer answer) {
        if (answer.status() != 200 || !request.path().startsWith("/v5/order/create") || !isWhole(answer.body())) {
            return;
        }
        JsonObject envelope = new JsonObject(answer.body());
        int retCode = envelope.getInteger("retCode");
        world.trace().line("wire", "answer to " + request.requestId() + ": " + retCode);
        List<JsonObject> orders = ordersOf(request);
        JsonArray codes = envelope.getJsonObject("retExtInfo").getJsonArray("list", new JsonArray());
        IntStream.range(0, orders.size()).forEach(i -> {
            int code = retCode == 0 && i < codes.size() ? codes.getJsonObject(i).getInteger("code") : retCode;
            if (DEFINITE_NO.contains(code)) {
                refused(new Place(request.account(), orders.get(i).getString("orderLinkId")), request);
            }
        });
    }

    private static boolean isWhole(String body) {
        return body.startsWith("{") && body.endsWith("}");
    }

    private void refused(Place place, WireRequest request) {
        @Nullable Attempt attempt = attempts.get(place);
        if (attempt != null && attempt.requestId.equals(request.requestId())) {
            attempt.provenNo = true;
        }
    }

    private static List<String> linksOf(WireRequest request) {
        return ordersOf(request).stream()
                .map(order -> order.getString("orderLinkId"))
                .toList();
    }

    private static List<JsonObject> ordersOf(WireRequest request) {
        return request.path().endsWith("-batch")
                ? request.body().getJsonArray("request").stream()
                        .map(JsonObject.class::cast)
                        .toList()
                : Stream.of(request.body()).toList();
    }
}
