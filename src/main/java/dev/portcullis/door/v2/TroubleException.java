package dev.portcullis.door.v2;

import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Call;

/** Ends the serving of a request whose call brought no success; what it was is told to its caller. */
final class TroubleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Call call;
    private final transient AnswerHead head;
    private final transient Trouble trouble;

    /** Of a call whose answer has nothing to tell of rate limits. */
    TroubleException(Call call, Trouble trouble) {
        this(call, AnswerHead.ok(), trouble);
    }

    /** @param head of Bybit's answer, whose rate headers are shown */
    TroubleException(Call call, AnswerHead head, Trouble trouble) {
        super(trouble.retMsg(), null, false, false);
        this.call = call;
        this.head = head;
        this.trouble = trouble;
    }

    Call call() {
        return call;
    }

    AnswerHead head() {
        return head;
    }

    Trouble trouble() {
        return trouble;
    }
}
