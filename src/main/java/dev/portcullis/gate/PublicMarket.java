package dev.portcullis.gate;

import dev.portcullis.budget.Budgets;
import dev.portcullis.budget.Passenger;
import dev.portcullis.budget.Passenger.Fare;
import dev.portcullis.budget.Passenger.Payers;
import dev.portcullis.budget.Priority;
import dev.portcullis.budget.RateAdvice;
import dev.portcullis.budget.Turn;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.Instrument;
import dev.portcullis.bybit.InstrumentPage;
import dev.portcullis.bybit.MarketPrice;
import dev.portcullis.model.Category;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Reply;
import dev.portcullis.risk.MarketPrices;
import dev.portcullis.upstream.OwnReads;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What the gate itself asks of the market, unsigned: each question takes its slot of the address window. */
final class PublicMarket implements MarketPrices.Source {
    private static final long LIST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PRICE_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int PAGE_ITEMS = 500;
    private static final int PAGES_MAX = 100;
    private static final int OK = 200;

    private final Exchange exchange;
    private final Budgets budgets;
    private final OwnReads reads;
    private final LongSupplier nanoTicker;
    private final Executor home;

    PublicMarket(Exchange exchange, Budgets budgets, OwnReads reads, LongSupplier nanoTicker, Executor home) {
        this.exchange = exchange;
        this.budgets = budgets;
        this.reads = reads;
        this.nanoTicker = nanoTicker;
        this.home = home;
    }

    /** All instruments of a category, from all pages; fails when any page cannot be had. */
    Future<List<Instrument>> instruments(EnvironmentId environment, Category category) {
        return pages(environment, category, "", new ArrayList<>(), 1);
    }

    private Future<List<Instrument>> pages(
            EnvironmentId environment, Category category, String cursor, List<Instrument> before, int page) {
        String query = "category=" + category.wire() + "&limit=" + PAGE_ITEMS
                + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        return ask(environment, EndpointTable.INSTRUMENTS_INFO, query, LIST_PATIENCE_NANOS, Priority.BACKGROUND)
                .map(body -> InstrumentPage.read(category, body))
                .compose(read -> {
                    before.addAll(read.instruments());
                    String next = read.nextPageCursor();
                    if (next.isEmpty() || next.equals(cursor)) {
                        return Future.succeededFuture(before);
                    }
                    return page == PAGES_MAX
                            ? Future.failedFuture("the list of " + category.wire() + " instruments does not end")
                            : pages(environment, category, next, before, page + 1);
                });
    }

    @Override
    public Future<Optional<MarketPrice>> ask(MarketPrices.Wanted wanted) {
        String query = "category=" + wanted.category().wire() + "&symbol=" + wanted.symbol();
        return ask(wanted.environment(), EndpointTable.TICKERS, query, PRICE_PATIENCE_NANOS, Priority.READ)
                .map(body -> MarketPrice.read(wanted.symbol(), body));
    }

    private Future<Buffer> ask(
            EnvironmentId environment, EndpointId endpoint, String query, long patienceNanos, Priority priority) {
        Passenger passenger = new Passenger(
                Payers.ofAddress(environment, null),
                Fare.one(EndpointTable.of(endpoint), null),
                priority,
                nanoTicker.getAsLong() + patienceNanos,
                home);
        Departure.Route route = new Departure.Route(environment, endpoint, EndpointKind.PUBLIC_READ, null, null);
        return budgets.enter(passenger).turn().compose(turn -> {
            turn.departed();
            return exchange.send(reads.of(route, query)).compose(reply -> body(turn, reply));
        });
    }

    private Future<Buffer> body(Turn turn, Reply reply) {
        if (reply instanceof Reply.NotWritten notWritten) {
            turn.giveBack();
            return Future.failedFuture(notWritten.why());
        }
        if (!(reply instanceof Reply.Answered answered)) {
            turn.unanswered(nanoTicker.getAsLong() + ANSWER_NANOS);
            return Future.failedFuture("no whole answer came");
        }
        turn.answered(RateAdvice.NONE);
        return answered.head().status() == OK
                ? Future.succeededFuture(answered.body())
                : Future.failedFuture("HTTP status " + answered.head().status());
    }
}
