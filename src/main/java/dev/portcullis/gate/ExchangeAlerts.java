package dev.portcullis.gate;

import dev.portcullis.alert.AlertKind;
import dev.portcullis.alert.Alerts;
import dev.portcullis.alert.StandingConditions;
import dev.portcullis.budget.Budgets;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.pipeline.KnownOrder;
import dev.portcullis.pipeline.OrderPath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Raises what is wrong between the gate and the exchange: a ban, a clock nobody knows, orders nobody knows of. */
final class ExchangeAlerts {
    private static final Duration CALM = Duration.ofSeconds(10);

    private final Inside inside;
    private final Outside outside;
    private final OrderPath path;
    private final StandingConditions banned;
    private final StandingConditions untrusted;
    private final StandingConditions overdue;

    ExchangeAlerts(Inside inside, Outside outside, OrderPath path, Alerts alerts) {
        this.inside = inside;
        this.outside = outside;
        this.path = path;
        Ground.Time time = inside.ground().time();
        this.banned = new StandingConditions(alerts, AlertKind.EGRESS_BANNED, time.nanoTicker(), CALM);
        this.untrusted = new StandingConditions(alerts, AlertKind.CLOCK_UNTRUSTED, time.nanoTicker(), CALM);
        this.overdue = new StandingConditions(alerts, AlertKind.UNKNOWN_OVERDUE, time.nanoTicker(), Duration.ZERO);
    }

    void look() {
        banned.are(bannedAddresses(outside.budgets()));
        untrusted.are(unknownClocks());
        overdue.are(overdueOrders());
    }

    private static Map<String, String> bannedAddresses(Budgets budgets) {
        Map<String, String> closed = new HashMap<>();
        budgets.meter().windows().stream()
                .filter(window -> window.id().bound() == BudgetBound.ADDRESS && window.closedMillis() > 0)
                .forEach(window -> closed.merge(
                        window.id().holder(),
                        "Bybit has closed the address that the gate leaves by ("
                                + window.id().holder()
                                + "); it opens again in "
                                + (TimeUnit.MILLISECONDS.toSeconds(window.closedMillis()) + 1) + " s",
                        (one, other) -> one));
        return closed;
    }

    /** Only where something could be signed: nobody asks for the time of an environment without a key. */
    private Map<String, String> unknownClocks() {
        Map<String, String> unknown = new HashMap<>();
        for (DeskAccount account : inside.registry().desk().accounts().values()) {
            EnvironmentId environment = account.environment();
            boolean signs = inside.credentials().active(account.id()).isPresent();
            if (signs && !outside.clocks().of(environment).isTrusted()) {
                unknown.put(
                        environment.text(),
                        "the time of " + environment + " is not known well enough: no order of its accounts can be"
                                + " signed");
            }
        }
        return unknown;
    }

    private Map<String, String> overdueOrders() {
        Map<String, String> late = new TreeMap<>();
        for (DeskAccount account : inside.registry().desk().accounts().values()) {
            Instant now = now(account.environment());
            path.unresolvedOrders(account.environment(), account.id()).stream()
                    .filter(order -> order.resolveBy().filter(now::isAfter).isPresent())
                    .forEach(order -> late.put(account.id() + "/" + order.orderLinkId(), whyLate(account, order)));
        }
        return late;
    }

    private static String whyLate(DeskAccount account, KnownOrder order) {
        return "what became of order " + order.orderLinkId() + " ("
                + order.category().wire() + " " + order.symbol()
                + " of client " + order.owner() + " on account " + account.id() + ") should have been known by "
                + order.resolveBy().map(Instant::toString).orElse("now") + " and is not";
    }

    private Instant now(EnvironmentId environment) {
        return outside.clocks()
                .of(environment)
                .estimate()
                .map(estimate -> Instant.ofEpochMilli(estimate.millis()))
                .orElseGet(inside.ground().time().wallClock()::instant);
    }
}
