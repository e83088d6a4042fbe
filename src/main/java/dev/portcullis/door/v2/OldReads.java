package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.bybit.V5Bodies;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.bybit.normal.V5Page;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.door.StreamHead;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Call;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads whole answers of v5's reads; what is none of success fails with a rejection or a trouble. */
final class OldReads {
    private static final int OK = 200;
    private static final int BYTES_MAX = 4 << 20;

    private final OldCalls calls;

    OldReads(OldCalls calls) {
        this.calls = calls;
    }

    /** A read's answer, whose retCode is 0. */
    record Read(Call call, OldAnswers.Told told, Buffer body) {
        JsonNode result() {
            try {
                return OldJson.read(body).path("result");
            } catch (IOException cut) {
                throw unreadable("is not whole JSON");
            }
        }

        V5Page page() {
            try {
                return V5Page.read(body);
            } catch (IllegalArgumentException noPage) {
                throw unreadable("cannot be read: " + noPage.getMessage());
            }
        }

        /** Says that the answer cannot be shown. */
        TroubleException unreadable(String why) {
            return new TroubleException(call, Trouble.unreadable(why));
        }
    }

    /** Fails with a {@link TroubleException} when there is no such answer. */
    Future<Read> read(OldFamily family, Call call) {
        return calls.send(call).compose(answer -> whole(call, answer)).map(whole -> sound(family, call, whole));
    }

    private record Whole(AnswerHead head, Buffer body) {}

    private static Future<Whole> whole(Call call, Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return Future.failedFuture(new TroubleException(call, Trouble.of(refused.rejection())));
        }
        if (answer instanceof Answer.Settled settled) {
            return Future.succeededFuture(new Whole(settled.head(), settled.body()));
        }
        Answer.Streaming streaming = (Answer.Streaming) answer;
        return StreamHead.read(streaming.body(), BYTES_MAX)
                .transform(read -> read.failed()
                        ? unreadable(call, "broke off while it came")
                        : collected(call, streaming, read.result()));
    }

    private static Future<Whole> unreadable(Call call, String why) {
        return Future.failedFuture(new TroubleException(call, Trouble.unreadable(why)));
    }

    private static Future<Whole> collected(Call call, Answer.Streaming streaming, StreamHead read) {
        if (read.isWhole()) {
            return Future.succeededFuture(new Whole(streaming.head(), read.begun()));
        }
        new RawAnswer.Flowing(OK, List.of(), Buffer.buffer(), streaming.body()).abandon();
        return unreadable(call, "is longer than " + BYTES_MAX + " bytes");
    }

    private static Read sound(OldFamily family, Call call, Whole whole) {
        Buffer shown = V5Bodies.redactOriginString(whole.body());
        Optional<V5Envelope> envelope = V5Envelope.read(shown);
        if (envelope.isPresent() && envelope.get().retCode() != 0) {
            throw new TroubleException(
                    call,
                    whole.head(),
                    Trouble.ofBybit(
                            family, envelope.get().retCode(), envelope.get().retMsg()));
        }
        if (envelope.isEmpty() || whole.head().status() != OK) {
            throw new TroubleException(
                    call,
                    Trouble.unreadable(
                            "is none of Bybit's (HTTP status " + whole.head().status() + ")"));
        }
        return new Read(call, new OldAnswers.Told(whole.head(), envelope.get().timeMillis()), shown);
    }
}
