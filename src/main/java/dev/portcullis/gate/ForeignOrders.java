package dev.portcullis.gate;

import dev.portcullis.alert.AlertKind;
import dev.portcullis.alert.Alerts;
import dev.portcullis.alert.StandingConditions;
import dev.portcullis.bybit.OpenOrderPage.OpenOrder;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.model.AccountId;
import dev.portcullis.pipeline.KnownOrder;
import dev.portcullis.pipeline.KnownOrders;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the open orders of every account now and then for such as never passed this gate: somebody else has a
 * key, or a person trades by hand. An order counts as ours by the orderLinkId or by Bybit's id that the ledger knows;
 * those that the exchange makes by itself, such as the stop losses of a position, are nobody's.
 */
final class ForeignOrders {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignOrders.class);
    /** What was placed just now may be read before its answer has come; the next look tells. */
    private static final long SETTLING_MILLIS = 5_000;

    /** Together all that an account can have open; a linear list must name its coin (docs:v5/order/open-order). */
    private static final List<String> LISTS = List.of(
            "category=linear&settleCoin=USDT",
            "category=linear&settleCoin=USDC",
            "category=inverse",
            "category=spot",
            "category=option");

    private record Place(AccountId account, String list) {}

    private final Inside inside;
    private final OpenOrderReads reads;
    private final KnownOrders known;
    private final Alerts alerts;
    private final Duration every;
    private final Map<Place, StandingConditions> standing = new HashMap<>();
    private final Set<Place> unread = new HashSet<>();
    private volatile boolean ended;

    /** @param every how long to rest between two looks */
    ForeignOrders(Inside inside, OpenOrderReads reads, KnownOrders known, Alerts alerts, Duration every) {
        this.inside = inside;
        this.reads = reads;
        this.known = known;
        this.alerts = alerts;
        this.every = every;
    }

    /** Looks for the first time after a rest, and from then on. */
    void begin() {
        inside.ground()
                .time()
                .timers()
                .after(every.toNanos(), () -> inside.ground().time().home().execute(this::round));
    }

    void end() {
        ended = true;
    }

    private void round() {
        if (ended) {
            return;
        }
        Map<AccountId, DeskAccount> accounts = inside.registry().desk().accounts();
        forgetAccountsThatAreGone(accounts.keySet());
        Future<Void> looked = Future.succeededFuture();
        for (DeskAccount account : accounts.values()) {
            for (String list : LISTS) {
                looked = looked.compose(done -> look(account, new Place(account.id(), list)));
            }
        }
        looked.onFailure(bug -> LOG.error("the search for orders of others failed", bug))
                .onComplete(done -> begin());
    }

    private void forgetAccountsThatAreGone(Set<AccountId> there) {
        standing.forEach((place, conditions) -> {
            if (!there.contains(place.account())) {
                conditions.are(Map.of());
            }
        });
        standing.keySet().removeIf(place -> !there.contains(place.account()));
        unread.removeIf(place -> !there.contains(place.account()));
    }

    private Future<Void> look(DeskAccount account, Place place) {
        Optional<CredentialFacts> key = inside.credentials().active(account.id());
        if (ended || !account.enabled() || key.isEmpty()) {
            return Future.succeededFuture();
        }
        return reads.all(key.get(), place.list())
                .compose(orders -> foreign(account, orders))
                .onSuccess(found -> tell(place, found))
                .onFailure(failed -> notRead(place, failed))
                .transform(done -> Future.succeededFuture());
    }

    private void tell(Place place, Map<String, String> found) {
        if (unread.remove(place)) {
            LOG.info("the open orders of account {} ({}) can be read again", place.account(), place.list());
        }
        standing.computeIfAbsent(
                        place,
                        first -> new StandingConditions(
                                alerts,
                                AlertKind.FOREIGN_ORDER,
                                inside.ground().time().nanoTicker(),
                                Duration.ZERO))
                .are(found);
    }

    /** What could not be read changes no alert, and is said once. */
    private void notRead(Place place, Throwable failed) {
        if (unread.add(place)) {
            LOG.warn(
                    "the open orders of account {} ({}) could not be read, so orders of others among them are not"
                            + " found: {}",
                    place.account(),
                    place.list(),
                    failed.getMessage());
        }
    }

    private Future<Map<String, String>> foreign(DeskAccount account, List<OpenOrder> orders) {
        Map<String, String> found = new TreeMap<>();
        Future<Void> judged = Future.succeededFuture();
        for (OpenOrder order : orders) {
            if (order.isPlacedBySomebody() && isSettled(account, order)) {
                judged = judged.compose(before -> isOurs(account, order)).map(ours -> {
                    if (!ours) {
                        found.put(account.id() + "/" + order.orderId(), words(account, order));
                    }
                    return null;
                });
            }
        }
        return judged.map(done -> found);
    }

    private boolean isSettled(DeskAccount account, OpenOrder order) {
        long nowMillis = inside.clocks()
                .of(account.environment())
                .estimate()
                .map(now -> now.millis())
                .orElseGet(inside.ground().time().wallClock()::millis);
        return nowMillis - order.createdMillis() > SETTLING_MILLIS;
    }

    /** Somebody else may have used an orderLinkId of ours again, so what Bybit called ours must fit. */
    private Future<Boolean> isOurs(DeskAccount account, OpenOrder order) {
        Future<Optional<KnownOrder>> byLink = order.orderLinkId()
                .map(link -> known.find(
                        account.environment(),
                        account.id(),
                        link,
                        inside.ground().time().home()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        return byLink.compose(found -> found.isPresent()
                        && found.get()
                                .orderId()
                                .filter(id -> !id.equals(order.orderId()))
                                .isEmpty()
                ? Future.succeededFuture(true)
                : known.find(
                                account.environment(),
                                account.id(),
                                order.orderId(),
                                inside.ground().time().home())
                        .map(Optional::isPresent));
    }

    private static String words(DeskAccount account, OpenOrder order) {
        return "account " + account.id() + " has an open order that did not pass this gate: " + order.symbol() + " "
                + order.side() + ", Bybit's id " + order.orderId()
                + order.orderLinkId().map(link -> ", orderLinkId " + link).orElse(", without an orderLinkId")
                + ", created " + Instant.ofEpochMilli(order.createdMillis());
    }
}
