package dev.portcullis.door.v5;

import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.RateTable;
import dev.portcullis.bybit.Tier;
import dev.portcullis.bybit.V5Bodies;
import dev.portcullis.door.EnvironmentOf;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.door.RawRequest;
import dev.portcullis.door.StreamHead;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.WriteBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives an answer of the order path back in Bybit's shape: byte for byte, but for the two things that no caller may
 * see (design 3.1): the signed string that a 10004 echoes, and the key and addresses in query-api.
 */
public final class V5Answers {
    /** An answer that is whole within this is looked through; a longer one is a list and streams. */
    private static final int LOOKED_THROUGH_BYTES = 64 << 10;
    /** The facts of a key are never shown unread. */
    private static final int KEY_FACTS_BYTES_MAX = 256 << 10;

    private static final int SERVER_ERROR = 10016;

    private final LongSupplier exchangeMillis;
    private final EnvironmentOf environmentOf;

    /** @param exchangeMillis the best guess of Bybit's clock */
    public V5Answers(LongSupplier exchangeMillis, EnvironmentOf environmentOf) {
        this.exchangeMillis = exchangeMillis;
        this.environmentOf = environmentOf;
    }

    /** A refusal before the request became a call. */
    RawAnswer refused(RawRequest request, Rejection rejection, Optional<Endpoint> endpoint) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("X-Portcullis-Request-Id", request.id().text()));
        boolean isWrite =
                endpoint.map(e -> !e.kind().isRead()).orElse(request.body().length() > 0);
        if (isWrite) {
            headers.add(new Header("X-Portcullis-Outcome", V5Refusals.outcomeOf(rejection)));
        }
        return V5Refusals.answer(rejection, headers, exchangeMillis.getAsLong(), OptionalInt.empty());
    }

    /** The answer to a call. */
    Future<RawAnswer> of(Call call, Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return Future.succeededFuture(refused(call, refused.rejection()));
        }
        List<Header> headers = headersFor(call);
        environmentOf.call(call).ifPresent(name -> headers.add(new Header("X-Portcullis-Environment", name)));
        if (answer instanceof Answer.Settled settled) {
            return Future.succeededFuture(settled(call, settled, headers));
        }
        return streaming(call, (Answer.Streaming) answer, headers);
    }

    private RawAnswer refused(Call call, Rejection rejection) {
        List<Header> headers = headersFor(call);
        if (!V5Refusals.isOfAStranger(rejection)) {
            environmentOf.call(call).ifPresent(name -> headers.add(new Header("X-Portcullis-Environment", name)));
        }
        if (!call.kind().isRead()) {
            headers.add(new Header("X-Portcullis-Outcome", V5Refusals.outcomeOf(rejection)));
        }
        OptionalInt perSecond = RateTable.perSecond(EndpointTable.of(call.endpoint()), call.category(), Tier.DEFAULT);
        return V5Refusals.answer(rejection, headers, exchangeMillis.getAsLong(), perSecond);
    }

    private static List<Header> headersFor(Call call) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("X-Portcullis-Request-Id", call.requestId().text()));
        if (call.kind().isCreate()) {
            headers.add(new Header("X-Portcullis-Order-Link-Id", linksOf(call.body())));
        }
        return headers;
    }

    private static String linksOf(@Nullable WriteBody body) {
        List<OrderFacts> orders = body == null ? List.of() : body.orders();
        return orders.stream()
                .map(OrderFacts::orderLinkId)
                .map(id -> id == null ? "" : id.text())
                .collect(Collectors.joining(","));
    }

    private RawAnswer settled(Call call, Answer.Settled settled, List<Header> headers) {
        if (settled.outcome() != null) {
            headers.add(new Header("X-Portcullis-Outcome", settled.outcome().text()));
        }
        if (settled.replayed()) {
            headers.add(new Header("X-Portcullis-Replayed", "true"));
        }
        return whole(call, settled.head(), headers, settled.body());
    }

    private RawAnswer whole(Call call, AnswerHead head, List<Header> headers, Buffer body) {
        Buffer redacted = V5Bodies.redactOriginString(body);
        Buffer shown = isKeyFacts(call) ? keyFactsShown(call, redacted) : redacted;
        return new RawAnswer.Whole(head.status(), with(head, headers), shown);
    }

    private static List<Header> with(AnswerHead head, List<Header> headers) {
        List<Header> all = new ArrayList<>(headers);
        all.addAll(head.headers());
        if (head.header("Content-Type").isEmpty()) {
            all.add(new Header("Content-Type", "application/json"));
        }
        return all;
    }

    private Future<RawAnswer> streaming(Call call, Answer.Streaming streaming, List<Header> headers) {
        int lookedThrough = isKeyFacts(call) ? KEY_FACTS_BYTES_MAX : LOOKED_THROUGH_BYTES;
        return StreamHead.read(streaming.body(), lookedThrough)
                .map(head -> goesOn(call, streaming, head, headers))
                .otherwise(broken -> unreadable("broke off while it came", headers));
    }

    private RawAnswer goesOn(Call call, Answer.Streaming streaming, StreamHead head, List<Header> headers) {
        if (head.isWhole()) {
            return whole(call, streaming.head(), headers, head.begun());
        }
        RawAnswer.Flowing flowing = new RawAnswer.Flowing(
                streaming.head().status(), with(streaming.head(), headers), head.begun(), streaming.body());
        if (isKeyFacts(call)) {
            flowing.abandon();
            return unreadable("is longer than the facts of any key, so it is not shown", headers);
        }
        return flowing;
    }

    /** Only reads stream, so whoever is told so may just ask again. */
    private RawAnswer unreadable(String why, List<Header> headers) {
        Rejection rejection = new Rejection.NotSent(
                "the exchange's answer " + why + "; it was a read, so nothing changed; ask again");
        return V5Refusals.answer(rejection, headers, exchangeMillis.getAsLong(), OptionalInt.empty());
    }

    private static boolean isKeyFacts(Call call) {
        return call.endpoint().equals(EndpointTable.QUERY_API);
    }

    private Buffer keyFactsShown(Call call, Buffer body) {
        try {
            return V5Bodies.queryApiShownTo(body, publicIdOf(call.origin().presented()));
        } catch (IllegalArgumentException notJson) {
            return V5Bodies.refusal(
                    SERVER_ERROR,
                    "the exchange's answer could not be read, so it is not shown",
                    exchangeMillis.getAsLong());
        }
    }

    /** What may be shown of what a caller proved itself with. */
    private static String publicIdOf(Presented presented) {
        if (presented instanceof Presented.Token token) {
            String[] parts = token.text().split("_", 3);
            return parts.length == 3 ? parts[1] : "";
        }
        if (presented instanceof Presented.Certificate certificate) {
            return certificate.publicKey().publicId().text();
        }
        return presented instanceof Presented.Signature signature
                ? signature.id().text()
                : "";
    }
}
