package dev.portcullis.door.v2;

import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Call;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps the calls that come through the v2 door and answers as it is told; by default as Bybit acknowledges. */
final class FakeV2Path implements Service<Call> {
    static final String ORDER_ID = "c6f055d9-7f21-4079-913d-e6523a9cfffa";
    static final long TIME = 1_672_217_093_461L;

    final List<Call> calls = new CopyOnWriteArrayList<>();
    volatile Function<Call, Answer> answers = FakeV2Path::acked;

    @Override
    public Future<Answer> serve(Call call) {
        calls.add(call);
        return Future.succeededFuture(answers.apply(call));
    }

    Call onlyCall() {
        if (calls.size() != 1) {
            throw new AssertionError(calls.size() + " calls came, not 1");
        }
        return calls.get(0);
    }

    void refuses(Rejection rejection) {
        answers = call -> new Answer.Refused(rejection);
    }

    void settles(Outcome outcome, String body, AnswerHead.Header... headers) {
        answers =
                call -> new Answer.Settled(outcome, new AnswerHead(200, List.of(headers)), Buffer.buffer(body), false);
    }

    /** Answers reads, one body after the other, as Bybit's HTTP 200. */
    void reads(String... bodies) {
        Iterator<String> next = Arrays.asList(bodies).iterator();
        answers = call -> new Answer.Settled(null, AnswerHead.ok(), Buffer.buffer(next.next()), false);
    }

    static String success(String result) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":" + result + ",\"retExtInfo\":{},\"time\":" + TIME + "}";
    }

    static String refusal(int retCode, String retMsg) {
        return "{\"retCode\":" + retCode + ",\"retMsg\":\"" + retMsg + "\",\"result\":{},\"retExtInfo\":{},\"time\":"
                + TIME + "}";
    }

    private static Answer acked(Call call) {
        String link = OldAnswers.linkOf(call);
        String body = success("{\"orderId\":\"" + ORDER_ID + "\",\"orderLinkId\":\"" + link + "\"}");
        Outcome outcome = call.kind().isRead() ? null : new Outcome.Acked(Optional.of(new OrderId(ORDER_ID)));
        return new Answer.Settled(outcome, AnswerHead.ok(), Buffer.buffer(body), false);
    }
}
