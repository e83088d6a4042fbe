package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Departure;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Service;
import io.vertx.core.Future;

/** Sends a read; its answer may stream, and nothing of it is at stake but the answer. */
final class ReadDeparting implements Service<Turned> {
    private final Exchange exchange;
    private final Departures departures;
    private final RateAdvices advices;

    ReadDeparting(Exchange exchange, Departures departures, RateAdvices advices) {
        this.exchange = exchange;
        this.departures = departures;
        this.advices = advices;
    }

    @Override
    public Future<Answer> serve(Turned turned) {
        Departure departure = departures.ofRead(turned);
        return exchange.send(departure).map(reply -> {
            advices.tell(turned.claimed().passage(), departure, reply);
            return answerOf(reply);
        });
    }

    static Answer answerOf(Reply reply) {
        if (reply instanceof Reply.Answered answered) {
            return new Answer.Settled(null, answered.head(), answered.body(), false);
        }
        if (reply instanceof Reply.Streaming streaming) {
            return new Answer.Streaming(streaming.head(), streaming.body());
        }
        if (reply instanceof Reply.NotWritten notWritten) {
            return new Answer.Refused(new Rejection.NotSent(notWritten.why()));
        }
        return new Answer.Refused(new Rejection.NotSent(
                ((Reply.NoAnswer) reply).why() + "; it was a read, so nothing changed; ask again"));
    }
}
