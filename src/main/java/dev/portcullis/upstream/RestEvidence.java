package dev.portcullis.upstream;

import dev.portcullis.bybit.OrderList;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.OrderEvidence;
import dev.portcullis.model.OrderSnapshot;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Verb;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * Asks Bybit's own reads what became of an order. Only a well-formed answer with retCode 0 and a time says that an
 * order was seen, or was not; anything else could not tell.
 */
public final class RestEvidence implements OrderEvidence {
    /** Open orders, and recently closed ones when asked by id (docs:v5/order/open-order). */
    public static final EndpointId REALTIME = new EndpointId(Verb.GET, "/v5/order/realtime");

    /** Orders of up to two years, late at times (docs:v5/order/order-list). */
    public static final EndpointId HISTORY = new EndpointId(Verb.GET, "/v5/order/history");

    private static final int OK = 200;

    private final Exchange exchange;
    private final EvidenceRoutes routes;
    private final OwnReads reads;

    /**
     * Asks through the given exchange, which takes a slot of the budget for each read.
     *
     * @param routes where an account's orders are read
     */
    public RestEvidence(Exchange exchange, EvidenceRoutes routes, OwnReads reads) {
        this.exchange = exchange;
        this.routes = routes;
        this.reads = reads;
    }

    @Override
    public Future<Sighting> realtime(Question question) {
        return ask(REALTIME, question);
    }

    @Override
    public Future<Sighting> history(Question question) {
        return ask(HISTORY, question);
    }

    private Future<Sighting> ask(EndpointId endpoint, Question question) {
        if (question.orderId() == null && question.orderLinkId() == null) {
            return couldNotTell("neither orderId nor orderLinkId is known");
        }
        Optional<Departure.Route> route = routes.of(question.account(), endpoint);
        if (route.isEmpty()) {
            return couldNotTell("account " + question.account() + " has no usable key to read its orders with");
        }
        return exchange.send(reads.of(route.get(), query(question)))
                .map(reply -> sighting(reply, question))
                .recover(fault -> couldNotTell("the read failed: " + FailureWords.of(fault)));
    }

    /** Every value is of letters, digits, {@code .}, {@code _} and {@code -}: nothing needs an escape. */
    private static String query(Question question) {
        StringBuilder query =
                new StringBuilder("category=").append(question.category().wire());
        if (question.symbol() != null) {
            query.append("&symbol=").append(question.symbol());
        }
        if (question.orderLinkId() != null) {
            query.append("&orderLinkId=").append(question.orderLinkId());
        } else {
            query.append("&orderId=").append(question.orderId());
        }
        return query.toString();
    }

    private static Sighting sighting(Reply reply, Question question) {
        if (reply instanceof Reply.NotWritten notWritten) {
            return new Sighting.CouldNotTell(notWritten.why());
        }
        if (reply instanceof Reply.NoAnswer noAnswer) {
            return new Sighting.CouldNotTell(noAnswer.why());
        }
        if (reply instanceof Reply.Answered answered) {
            return ofAnswer(answered, question);
        }
        return new Sighting.CouldNotTell("the answer came as a stream, which was not asked for");
    }

    private static Sighting ofAnswer(Reply.Answered answered, Question question) {
        int status = answered.head().status();
        if (status != OK) {
            return new Sighting.CouldNotTell("the exchange answered with HTTP status " + status);
        }
        Optional<V5Envelope> envelope = V5Envelope.read(answered.body());
        if (envelope.isEmpty()) {
            return new Sighting.CouldNotTell("the answer is none of Bybit's");
        }
        if (envelope.get().retCode() != 0) {
            return new Sighting.CouldNotTell("the exchange refused the read with retCode "
                    + envelope.get().retCode());
        }
        if (envelope.get().timeMillis() == 0) {
            return new Sighting.CouldNotTell("the answer does not say at which time it holds");
        }
        return ofOrders(answered.body(), envelope.get().timeMillis(), question);
    }

    private static Sighting ofOrders(Buffer body, long serverTimeMillis, Question question) {
        List<OrderSnapshot> orders;
        try {
            orders = OrderList.read(body);
        } catch (IllegalArgumentException unreadable) {
            return new Sighting.CouldNotTell("the orders in the answer cannot be read");
        }
        if (orders.isEmpty()) {
            return new Sighting.NotSeen(serverTimeMillis);
        }
        return orders.stream()
                .filter(order -> isMeant(order, question))
                .findFirst()
                .<Sighting>map(order -> new Sighting.Seen(order, serverTimeMillis))
                .orElseGet(
                        () -> new Sighting.CouldNotTell("the exchange answered about other orders than the one asked"));
    }

    private static boolean isMeant(OrderSnapshot order, Question question) {
        return question.orderLinkId() != null
                ? question.orderLinkId().equals(order.orderLinkId())
                : order.orderId().equals(question.orderId());
    }

    private static Future<Sighting> couldNotTell(String why) {
        return Future.succeededFuture(new Sighting.CouldNotTell(why));
    }
}
