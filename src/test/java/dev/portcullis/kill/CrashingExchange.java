package dev.portcullis.kill;

import dev.portcullis.model.Departure;
import dev.portcullis.model.DeparturePass;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The real way to the exchange with crash points round the first byte and round the answer of every write. */
final class CrashingExchange implements Exchange {
    /** Long enough for a request to leave, well below what the simulator holds answers back. */
    private static final long ON_ITS_WAY_MILLIS = 15;

    private final Exchange exchange;
    private final CrashPoints points;
    private final Executor whenOnItsWay = CompletableFuture.delayedExecutor(ON_ITS_WAY_MILLIS, TimeUnit.MILLISECONDS);

    CrashingExchange(Exchange exchange, CrashPoints points) {
        this.exchange = exchange;
        this.points = points;
    }

    @Override
    public Future<Reply> send(Departure departure) {
        return departure.route().kind().isRead() ? exchange.send(departure) : sendWrite(departure);
    }

    private Future<Reply> sendWrite(Departure write) {
        Promise<Reply> answered = Promise.promise();
        exchange.send(watched(write)).onComplete(reply -> {
            points.pass(CrashPoint.BEFORE_ANSWER);
            answered.handle(reply);
            points.pass(CrashPoint.AFTER_ANSWER);
        });
        return answered.future();
    }

    private Departure watched(Departure write) {
        return new Departure(
                write.requestId(),
                write.route(),
                write.rawQuery(),
                write.payload(),
                write.limits(),
                new WatchedPass(write.pass()),
                write.home());
    }

    /** Sees the moment in which a write departs. */
    private final class WatchedPass implements DeparturePass {
        private final DeparturePass pass;

        private WatchedPass(DeparturePass pass) {
            this.pass = pass;
        }

        @Override
        public Optional<String> depart() {
            Optional<String> dropped = pass.depart();
            if (dropped.isEmpty()) {
                points.pass(CrashPoint.BEFORE_SEND);
                endSoonIfLast();
            }
            return dropped;
        }

        private void endSoonIfLast() {
            if (points.isLastPassageOf(CrashPoint.AFTER_SEND)) {
                whenOnItsWay.execute(CrashPoints::end);
            }
        }

        @Override
        public boolean departAgain() {
            return pass.departAgain();
        }
    }
}
