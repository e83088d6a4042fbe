package dev.portcullis.door.v5;

import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Call;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps the calls that come through the door and answers as it is told; by default as Bybit acknowledges. */
final class FakeOrderPath implements Service<Call> {
    static final String ACK =
            "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"orderId\":\"c6f0\"},\"retExtInfo\":{},\"time\":5}";

    final List<Call> calls = new CopyOnWriteArrayList<>();
    volatile Function<Call, Answer> answers = call -> acked(call.kind().isRead());

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

    void answers(String body, AnswerHead.Header... headers) {
        answers = call -> new Answer.Settled(null, new AnswerHead(200, List.of(headers)), Buffer.buffer(body), false);
    }

    private static Answer acked(boolean isRead) {
        Outcome outcome = isRead ? null : new Outcome.Acked(Optional.of(new OrderId("c6f0")));
        return new Answer.Settled(outcome, AnswerHead.ok(), Buffer.buffer(ACK), false);
    }
}
