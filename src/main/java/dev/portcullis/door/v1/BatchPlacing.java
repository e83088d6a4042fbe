package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.OrderBody;
import dev.portcullis.bybit.RateTable;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.WriteBody;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Places the orders of one request: split by category and by what Bybit takes at once, and split again where the gate
 * knows some of them already, so that each order gets its own result.
 */
final class BatchPlacing {
    private final V1Calls calls;
    private final PlacementReading reading;

    BatchPlacing(V1Calls calls, PlacementReading reading) {
        this.calls = calls;
        this.reading = reading;
    }

    /** The result of each order, by its place in the request. */
    Future<Map<Integer, Placement>> place(V1Request request, List<BatchItem> items) {
        Map<Category, List<BatchItem>> byCategory = new LinkedHashMap<>();
        items.forEach(item -> byCategory
                .computeIfAbsent(item.category(), absent -> new ArrayList<>())
                .add(item));
        List<Future<Map<Integer, Placement>>> parts = new ArrayList<>();
        byCategory.forEach((category, orders) -> {
            int most = RateTable.batchMax(category);
            for (int from = 0; from < orders.size(); from += most) {
                parts.add(part(request, orders.subList(from, Math.min(orders.size(), from + most))));
            }
        });
        return joined(parts);
    }

    private static Future<Map<Integer, Placement>> joined(List<Future<Map<Integer, Placement>>> parts) {
        return Future.all(parts).map(all -> {
            Map<Integer, Placement> together = new HashMap<>();
            parts.forEach(part -> together.putAll(part.result()));
            return together;
        });
    }

    /** What cannot be made a body is refused for these orders alone: others of the same request may have left. */
    private Future<Map<Integer, Placement>> part(V1Request request, List<BatchItem> items) {
        if (items.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        try {
            return items.size() == 1 ? single(request, items.get(0)) : several(request, items);
        } catch (RejectedException noBody) {
            return allRefused(items, noBody.rejection());
        }
    }

    private Future<Map<Integer, Placement>> single(V1Request request, BatchItem item) {
        WriteBody body = item.wanted().draft().body(item.link(), item.names());
        Call call = calls.further(request, EndpointTable.ORDER_CREATE, "", body);
        return calls.send(call)
                .compose(answer -> reading.single(call, item.wanted(), answer))
                .map(placement -> Map.of(item.place(), below(item, placement)));
    }

    private Future<Map<Integer, Placement>> several(V1Request request, List<BatchItem> items) {
        Call call = calls.further(request, EndpointTable.ORDER_CREATE_BATCH, "", bodyOf(items));
        return calls.send(call)
                .compose(answer -> answer instanceof Answer.Refused refused
                        ? refused(request, items, refused.rejection())
                        : settled(call, items, (Answer.Settled) answer));
    }

    private static WriteBody bodyOf(List<BatchItem> items) {
        ObjectNode body =
                V1Json.object().put("category", items.get(0).category().wire());
        items.forEach(item ->
                body.withArrayProperty("request").add(item.wanted().draft().item(item.link())));
        WriteBody read = OrderBody.read(EndpointKind.CREATE_BATCH, V1Json.write(body));
        List<OrderFacts> named = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            named.add(read.orders().get(i).named(items.get(i).names()));
        }
        return new WriteBody(read.bytes(), read.category(), List.copyOf(named));
    }

    private Future<Map<Integer, Placement>> settled(Call call, List<BatchItem> items, Answer.Settled settled) {
        List<PlacementReading.Wanted> wanted =
                items.stream().map(BatchItem::wanted).toList();
        return reading.batch(call, wanted, settled).map(placements -> {
            Map<Integer, Placement> byPlace = new HashMap<>();
            for (int i = 0; i < items.size(); i++) {
                byPlace.put(items.get(i).place(), below(items.get(i), placements.get(i)));
            }
            return byPlace;
        });
    }

    /** Nothing was sent. Where single orders are to blame, the others are sent without them. */
    private Future<Map<Integer, Placement>> refused(V1Request request, List<BatchItem> items, Rejection rejection) {
        if (rejection instanceof Rejection.MixedBatch mixed) {
            return apart(request, items, item -> mixed.known().contains(item.link()));
        }
        Optional<OrderLinkId> offender = offender(rejection);
        if (offender.isPresent() && items.stream().anyMatch(item -> isUnder(item, offender.get()))) {
            return apart(request, items, item -> isUnder(item, offender.get()));
        }
        return allRefused(items, rejection);
    }

    private static Future<Map<Integer, Placement>> allRefused(List<BatchItem> items, Rejection rejection) {
        Map<Integer, Placement> all = new HashMap<>();
        Placement no = new Placement.No(V1Problem.of(rejection, true));
        items.forEach(item -> all.put(item.place(), below(item, no)));
        return Future.succeededFuture(all);
    }

    private static boolean isUnder(BatchItem item, OrderLinkId link) {
        return item.link().equals(link);
    }

    private static Optional<OrderLinkId> offender(Rejection rejection) {
        if (rejection instanceof Rejection.OrderLinkIdOfAnother another) {
            return Optional.of(another.orderLinkId());
        }
        return rejection instanceof Rejection.OrderLinkIdUnderAnotherBody other
                ? Optional.of(other.orderLinkId())
                : Optional.empty();
    }

    /** Each side is smaller than the whole, so this ends. */
    private Future<Map<Integer, Placement>> apart(
            V1Request request, List<BatchItem> items, Predicate<BatchItem> isOnOneSide) {
        List<BatchItem> one = items.stream().filter(isOnOneSide).toList();
        List<BatchItem> other = items.stream().filter(isOnOneSide.negate()).toList();
        return joined(List.of(part(request, one), part(request, other)));
    }

    private static Placement below(BatchItem item, Placement placement) {
        return placement instanceof Placement.No no
                ? new Placement.No(no.problem().below(item.pointer()))
                : placement;
    }
}
