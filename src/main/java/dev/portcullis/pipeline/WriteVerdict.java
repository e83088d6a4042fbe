package dev.portcullis.pipeline;

import dev.portcullis.bybit.Certainty;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Reply;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reply proves about a write. */
sealed interface WriteVerdict {
    /** Bybit said yes, in a whole answer. */
    record Done(AnswerHead head, Buffer body, V5Envelope envelope) implements WriteVerdict {}

    /** Bybit said a definite no. */
    record Refused(AnswerHead head, Buffer body, V5Envelope envelope) implements WriteVerdict {}

    /**
     * Nobody can say yet.
     *
     * @param spoken what Bybit said that proves nothing, or null when it said nothing that can be read
     */
    record Open(String why, @Nullable V5Envelope spoken) implements WriteVerdict {}

    /** No byte of it was written. */
    record NeverLeft(String why) implements WriteVerdict {}

    /** Reads a reply to a write of that kind. */
    static WriteVerdict of(EndpointKind kind, Reply reply) {
        if (reply instanceof Reply.NotWritten notWritten) {
            return new NeverLeft(notWritten.why());
        }
        if (reply instanceof Reply.NoAnswer noAnswer) {
            return new Open(noAnswer.why(), null);
        }
        if (reply instanceof Reply.Answered answered) {
            return ofAnswer(kind, answered);
        }
        return new Open("the exchange answered a write with a stream", null);
    }

    private static WriteVerdict ofAnswer(EndpointKind kind, Reply.Answered answered) {
        Optional<V5Envelope> envelope = V5Envelope.read(answered.body());
        Certainty certainty = Certainty.of(kind, answered.head().status(), envelope);
        if (envelope.isEmpty() || certainty == Certainty.UNKNOWN) {
            return new Open(whyOpen(answered, envelope), envelope.orElse(null));
        }
        return certainty == Certainty.DONE
                ? new Done(answered.head(), answered.body(), envelope.get())
                : new Refused(answered.head(), answered.body(), envelope.get());
    }

    private static String whyOpen(Reply.Answered answered, Optional<V5Envelope> envelope) {
        return envelope.map(e -> "the exchange answered retCode " + e.retCode() + ", which proves nothing")
                .orElse("the exchange answered HTTP " + answered.head().status() + " without a Bybit answer in it");
    }
}
