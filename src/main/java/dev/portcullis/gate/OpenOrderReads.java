package dev.portcullis.gate;

import dev.portcullis.budget.AccountKey;
import dev.portcullis.budget.Budgets;
import dev.portcullis.budget.Passenger;
import dev.portcullis.budget.Passenger.Fare;
import dev.portcullis.budget.Passenger.Payers;
import dev.portcullis.budget.Priority;
import dev.portcullis.budget.RateAdvice;
import dev.portcullis.budget.Turn;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.OpenOrderPage;
import dev.portcullis.bybit.OpenOrderPage.OpenOrder;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Reply;
import dev.portcullis.upstream.OwnReads;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads all open orders of an account in the gate's own name, page by page, each in its turn behind all others. */
final class OpenOrderReads {
    private static final int PAGES_MAX = 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Budgets budgets;
    private final Exchange exchange;
    private final OwnReads reads;
    private final Ground.Time time;

    OpenOrderReads(Budgets budgets, Exchange exchange, OwnReads reads, Ground.Time time) {
        this.budgets = budgets;
        this.exchange = exchange;
        this.reads = reads;
        this.time = time;
    }

    /**
     * All open orders that the filter shows.
     *
     * @param filter a raw query, such as {@code category=spot}
     * @return fails, in words for the log, when not all of them could be read
     */
    Future<List<OpenOrder>> all(CredentialFacts key, String filter) {
        return from(key, filter, "", new ArrayList<>(), 1);
    }

    private Future<List<OpenOrder>> from(
            CredentialFacts key, String filter, String cursor, List<OpenOrder> before, int page) {
        if (page > PAGES_MAX) {
            return Future.failedFuture("there are more than " + PAGES_MAX + " pages of them");
        }
        String next = cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return page(key, filter + "&limit=50" + next).compose(read -> {
            before.addAll(read.orders());
            return read.nextCursor().isEmpty()
                    ? Future.succeededFuture(before)
                    : from(key, filter, read.nextCursor(), before, page + 1);
        });
    }

    private Future<OpenOrderPage> page(CredentialFacts key, String query) {
        return budgets.enter(passenger(key)).turn().compose(turn -> {
            turn.departed();
            Departure.Route route = new Departure.Route(
                    key.environment(), EndpointTable.ORDER_REALTIME, EndpointKind.READ, key.account(), key.id());
            return exchange.send(reads.of(route, query))
                    .onComplete(done -> settle(turn, done.result()))
                    .map(OpenOrderReads::pageOf);
        });
    }

    private Passenger passenger(CredentialFacts key) {
        return new Passenger(
                Payers.signed(new AccountKey(key.environment(), key.uid()), key.account(), key.id(), null),
                Fare.one(EndpointTable.of(EndpointTable.ORDER_REALTIME), null),
                Priority.BACKGROUND,
                time.nanoTicker().getAsLong() + PATIENCE_NANOS,
                time.home());
    }

    private void settle(Turn turn, Reply reply) {
        if (reply instanceof Reply.Answered) {
            turn.answered(RateAdvice.NONE);
        } else if (reply instanceof Reply.NotWritten) {
            turn.giveBack();
        } else {
            turn.unanswered(time.nanoTicker().getAsLong() + ANSWER_NANOS);
        }
    }

    private static OpenOrderPage pageOf(Reply reply) {
        if (reply instanceof Reply.Answered answered) {
            return OpenOrderPage.read(answered.body());
        }
        if (reply instanceof Reply.NotWritten notWritten) {
            throw new IllegalStateException(notWritten.why());
        }
        throw new IllegalStateException(
                reply instanceof Reply.NoAnswer noAnswer ? noAnswer.why() : "the answer came as a stream");
    }
}
