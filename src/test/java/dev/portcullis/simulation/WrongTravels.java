package dev.portcullis.simulation;

import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Departure;
import dev.portcullis.model.DeparturePass;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.OrderEvidence;
import dev.portcullis.model.OrderEvidence.Question;
import dev.portcullis.model.OrderEvidence.Sighting;
import dev.portcullis.model.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Gates that misread what comes back from the exchange, or let leave what may not. */
final class WrongTravels {
    private static final int OK = 200;
    private static final int DUPLICATE_LINK_ID = 110072;
    /** And far from where the history forgets, for that is another rule. */
    private static final long BEHIND_ANY_FENCE_MILLIS = 3_600_000;

    private static final Set<Integer> AMBIGUOUS = Set.of(10000, 10016, 170007, 10429, 10019, 110079, 170032);
    private static final String NO =
            "{\"retCode\":110007,\"retMsg\":\"no\",\"result\":{},\"retExtInfo\":{},\"time\":0}";

    /** How one of the two places is looked into. */
    private interface Look {
        Future<Sighting> at(OrderEvidence right, Question question);
    }

    private WrongTravels() {}

    /** A create without an answer is sent once more. */
    static Fault sendingAgainAfterATimeout() {
        return replies((departure, exchange) -> exchange.send(departure)
                .compose(reply -> departure.route().kind().isCreate() && reply instanceof Reply.NoAnswer
                        ? exchange.send(with(departure, DeparturePass.always()))
                        : Future.succeededFuture(reply)));
    }

    /** No answer is taken for a proof that nothing was sent. */
    static Fault takingATimeoutForNotSent() {
        return replacing(Reply.NoAnswer.class::isInstance, new Reply.NotWritten("timeout"));
    }

    /** Bybit's codes that prove nothing are taken for its no. */
    static Fault takingAnAmbiguousCodeForANo() {
        return replacing(reply -> AMBIGUOUS.contains(codeOf(reply)), refusal());
    }

    /** That an orderLinkId was used before is taken for Bybit's no, although its first use may be this very one. */
    static Fault takingADuplicateForANo() {
        return replacing(reply -> codeOf(reply) == DUPLICATE_LINK_ID, refusal());
    }

    /** An HTTP error is taken for Bybit's no. */
    static Fault takingAnHttpErrorForANo() {
        return replacing(
                reply -> reply instanceof Reply.Answered answered
                        && answered.head().status() != OK,
                refusal());
    }

    /** What cannot be read is taken for Bybit's no. */
    static Fault takingGarbageForANo() {
        return replacing(
                reply -> reply instanceof Reply.Answered answered
                        && answered.head().status() == OK
                        && codeOf(reply) < 0,
                refusal());
    }

    /** A success is taken for the own one, whatever order it names. */
    static Fault takingAnothersAnswer() {
        return replies((departure, exchange) -> exchange.send(departure).map(reply -> namingTheOwn(departure, reply)));
    }

    /** Whether a call may leave is asked before there is a connection, not when the first byte is due. */
    static Fault askingTooEarlyWhetherItMayLeave() {
        return new Fault() {
            @Override
            Exchange exchange(Exchange right, GateLife life) {
                return departure -> {
                    Optional<String> dropped = departure.pass().depart();
                    Promise<Reply> reply = Promise.promise();
                    life.after(
                            dropped.isPresent() ? 0 : 150_000_000,
                            () -> dropped.map(why -> Future.<Reply>succeededFuture(new Reply.NotWritten(why)))
                                    .orElseGet(() -> right.send(with(departure, DeparturePass.always())))
                                    .onComplete(reply));
                    return reply.future();
                };
            }
        };
    }

    /** A call whose deadline has passed leaves all the same. */
    static Fault leavingAfterTheDeadline() {
        return replies((departure, exchange) -> exchange.send(new Departure(
                departure.requestId(),
                departure.route(),
                departure.rawQuery(),
                departure.payload(),
                new Departure.Limits(
                        departure.limits().recvWindowMillis(),
                        Long.MAX_VALUE,
                        departure.limits().answerTimeoutMillis(),
                        departure.limits().streamed()),
                heedless(departure.pass()),
                departure.home())));
    }

    /** Only the history is looked into. */
    static Fault lookingOnlyIntoTheHistory() {
        return sightings(world -> OrderEvidence::history, world -> OrderEvidence::history);
    }

    /** Only the open orders are looked into. */
    static Fault lookingOnlyAtOpenOrders() {
        return sightings(world -> OrderEvidence::realtime, world -> OrderEvidence::realtime);
    }

    /** What is not seen now is taken for absent, whatever may still arrive. */
    static Fault skippingTheFence() {
        return seen((sighting, world) -> sighting instanceof Sighting.NotSeen notSeen
                ? new Sighting.NotSeen(notSeen.serverTimeMillis() + BEHIND_ANY_FENCE_MILLIS)
                : sighting);
    }

    /** A look that failed is taken for one that showed nothing. */
    static Fault takingAFailedLookForNothing() {
        return seen((sighting, world) -> sighting instanceof Sighting.CouldNotTell
                ? new Sighting.NotSeen(world.exchange().millis())
                : sighting);
    }

    private static Reply refusal() {
        return new Reply.Answered(AnswerHead.ok(), Buffer.buffer(NO));
    }

    /** The retCode of an answer; -1 when it has none. */
    private static int codeOf(Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            return -1;
        }
        String body = answered.body().toString();
        return body.startsWith("{") && body.endsWith("}") ? new JsonObject(body).getInteger("retCode") : -1;
    }

    private static Reply namingTheOwn(Departure departure, Reply reply) {
        boolean another = codeOf(reply) == 0
                && departure.route().endpoint().path().equals("/v5/order/create")
                && !((Reply.Answered) reply).body().toString().contains(linkOf(departure));
        if (!another) {
            return reply;
        }
        JsonObject envelope = ((Reply.Answered) reply).body().toJsonObject();
        envelope.getJsonObject("result").put("orderLinkId", linkOf(departure));
        return new Reply.Answered(((Reply.Answered) reply).head(), envelope.toBuffer());
    }

    private static String linkOf(Departure departure) {
        return departure.payload().toJsonObject().getString("orderLinkId");
    }

    private static DeparturePass heedless(DeparturePass right) {
        return new DeparturePass() {
            @Override
            public Optional<String> depart() {
                return right.depart().filter(why -> !why.contains("deadline"));
            }

            @Override
            public boolean departAgain() {
                return right.departAgain();
            }
        };
    }

    private static Departure with(Departure departure, DeparturePass pass) {
        return new Departure(
                departure.requestId(),
                departure.route(),
                departure.rawQuery(),
                departure.payload(),
                departure.limits(),
                pass,
                departure.home());
    }

    private static Fault replacing(Predicate<Reply> which, Reply by) {
        return replies((departure, exchange) -> exchange.send(departure)
                .map(reply -> departure.route().kind().isCreate() && which.test(reply) ? by : reply));
    }

    private static Fault replies(BiFunction<Departure, Exchange, Future<Reply>> send) {
        return new Fault() {
            @Override
            Exchange exchange(Exchange right, GateLife life) {
                return departure -> send.apply(departure, right);
            }
        };
    }

    /** What a look shows is read wrong. */
    private static Fault seen(BiFunction<Sighting, World, Sighting> wrong) {
        return sightings(
                world -> (right, question) -> right.realtime(question).map(sighting -> wrong.apply(sighting, world)),
                world -> (right, question) -> right.history(question).map(sighting -> wrong.apply(sighting, world)));
    }

    private static Fault sightings(Function<World, Look> realtime, Function<World, Look> history) {
        return new Fault() {
            @Override
            OrderEvidence evidence(OrderEvidence right, World world) {
                return new OrderEvidence() {
                    @Override
                    public Future<Sighting> realtime(Question question) {
                        return realtime.apply(world).at(right, question);
                    }

                    @Override
                    public Future<Sighting> history(Question question) {
                        return history.apply(world).at(right, question);
                    }
                };
            }
        };
    }
}
