package dev.portcullis.pipeline;

import dev.portcullis.budget.RateAdvice;
import dev.portcullis.budget.Turn;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.clock.Estimate;
import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Reply;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tells the slots of a call what came of its request, for each is held until the answer and one window more. */
final class RateAdvices {
    private static final Buffer NOT_READ = Buffer.buffer();

    private final Function<EnvironmentId, ExchangeClock> clocks;

    RateAdvices(Function<EnvironmentId, ExchangeClock> clocks) {
        this.clocks = clocks;
    }

    /** Settles every slot that the passage holds. */
    void tell(Passage passage, Departure departure, Reply reply) {
        long answerNanos = TimeUnit.MILLISECONDS.toNanos(departure.limits().answerTimeoutMillis());
        Consumer<Turn> word = wordOn(departure, reply, passage.departedNanos() + answerNanos);
        passage.turns().forEach(word);
    }

    /** Settles one slot of a request that has no passage of its own. */
    void tell(Turn turn, Departure departure, Reply reply, long answerByNanos) {
        wordOn(departure, reply, answerByNanos).accept(turn);
    }

    private Consumer<Turn> wordOn(Departure departure, Reply reply, long answerByNanos) {
        if (reply instanceof Reply.Answered answered) {
            OptionalInt retCode = V5Envelope.read(answered.body())
                    .map(envelope -> OptionalInt.of(envelope.retCode()))
                    .orElseGet(OptionalInt::empty);
            RateAdvice advice = RateAdvice.read(answered.head(), answered.body(), retCode, exchangeMillis(departure));
            return turn -> turn.answered(advice);
        }
        if (reply instanceof Reply.Streaming streaming) {
            RateAdvice advice =
                    RateAdvice.read(streaming.head(), NOT_READ, OptionalInt.empty(), exchangeMillis(departure));
            return turn -> turn.answered(advice);
        }
        return reply instanceof Reply.NotWritten ? Turn::giveBack : turn -> turn.unanswered(answerByNanos);
    }

    private long exchangeMillis(Departure departure) {
        Optional<Estimate> now = clocks.apply(departure.route().environment()).estimate();
        return now.map(Estimate::millis).orElse(0L);
    }
}
