package dev.portcullis.pipeline;

import dev.portcullis.model.Call;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.WriteBody;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/** Makes the departure of a call whose turn has come, with the waits of {@code reliability} d.9. */
final class Departures {
    private static final Buffer NOTHING = Buffer.buffer();

    private final Waits waits;

    Departures(Waits waits) {
        this.waits = waits;
    }

    Departure ofWrite(Recorded recorded) {
        Claimed claimed = recorded.turned().claimed();
        WriteBody body = Objects.requireNonNull(claimed.call().body(), "a write has a body");
        return departure(claimed, body.bytes(), false);
    }

    Departure ofRead(Turned turned) {
        WriteBody body = turned.call().body();
        return departure(turned.claimed(), body == null ? NOTHING : body.bytes(), body == null);
    }

    /** What is signed as recvWindow for a call of that kind; the caller may ask for less, never for more. */
    int recvWindowMillis(Call call) {
        boolean fenced = call.kind().isCreate() || call.kind().isAmend() || call.kind() == EndpointKind.CONFIGURE;
        int longest = fenced ? waits.createRecvWindowMillis() : waits.otherRecvWindowMillis();
        return Math.min(longest, call.timing().recvWindowMillis());
    }

    private Departure departure(Claimed claimed, Buffer payload, boolean streamed) {
        Call call = claimed.call();
        Admitted admitted = claimed.admitted();
        return new Departure(
                call.requestId(),
                new Departure.Route(
                        admitted.environment(),
                        call.endpoint(),
                        call.kind(),
                        admitted.account(),
                        admitted.credential().id()),
                call.rawQuery(),
                payload,
                new Departure.Limits(
                        recvWindowMillis(call), call.timing().departByNanos(), answerMillis(call.kind()), streamed),
                claimed.passage(),
                call.origin().home());
    }

    private long answerMillis(EndpointKind kind) {
        if (kind.isCancel()) {
            return waits.cancelAnswerMillis();
        }
        return kind.isRead() ? waits.readAnswerMillis() : waits.createAnswerMillis();
    }
}
