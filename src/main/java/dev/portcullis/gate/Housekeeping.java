package dev.portcullis.gate;

import dev.portcullis.budget.AccountKey;
import dev.portcullis.budget.BudgetMeter;
import dev.portcullis.budget.Priority;
import dev.portcullis.budget.WindowMeter;
import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.RefusalCounts;
import dev.portcullis.metrics.Meters;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.pipeline.OrderPath;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done once a second beside the orders: counted refusals and last uses are written down, gauges follow. */
final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long ROUNDS_AN_HOUR = TimeUnit.HOURS.toSeconds(1);

    private final Inside inside;
    private final Outside outside;
    private final OrderPath path;
    private final RefusalCounts strangers;
    private final KeyCare keys;
    private final AlertRounds alerts;
    private volatile boolean ended;
    private long rounds;

    Housekeeping(
            Inside inside, Outside outside, OrderPath path, RefusalCounts strangers, KeyCare keys, AlertRounds alerts) {
        this.alerts = alerts;
        this.keys = keys;
        this.inside = inside;
        this.outside = outside;
        this.path = path;
        this.strangers = strangers;
    }

    /** Begins the rounds. */
    Housekeeping begin() {
        Meters meters = inside.ground().meters();
        meters.build(Version.TEXT);
        for (Priority priority : Priority.values()) {
            meters.queueWaiting(
                    priority, () -> outside.budgets().meter().waiting().getOrDefault(priority, 0));
        }
        alerts.begin();
        round();
        return this;
    }

    private void round() {
        if (ended) {
            return;
        }
        strangers.flush();
        inside.registry().noteLastUse().onFailure(failed -> LOG.warn("last uses of tokens not noted", failed));
        keys.wipeReplaced();
        if (!anyBanned(outside.budgets().meter())) {
            keys.askAboutKeys();
        }
        gauges();
        alerts.look();
        noteManifestHourly();
        inside.ground().time().timers().after(ROUND_NANOS, this::round);
    }

    /** So that a start finds it without reading much of the ledger, and after the ledger let old records go. */
    private void noteManifestHourly() {
        rounds++;
        if (rounds % ROUNDS_AN_HOUR == 0) {
            inside.credentials().noteManifest();
        }
    }

    private void gauges() {
        Meters meters = inside.ground().meters();
        for (DeskAccount account : inside.registry().desk().accounts().values()) {
            meters.ordersUnresolved(account.id(), () -> path.unresolved(account.environment(), account.id()));
        }
        inside.registry().desk().environments().forEach(environment -> clockGauge(meters, environment));
        BudgetMeter meter = outside.budgets().meter();
        meters.egressBanned(anyBanned(meter));
        Map<String, AccountId> holders = holders();
        meter.windows().forEach(window -> windowGauge(meters, holders, window));
    }

    /** The windows are named by UID; the desk's dashboards know accounts. */
    private Map<String, AccountId> holders() {
        Map<String, AccountId> holders = new HashMap<>();
        inside.registry()
                .desk()
                .accounts()
                .keySet()
                .forEach(account -> inside.credentials()
                        .active(account)
                        .ifPresent(facts ->
                                holders.put(new AccountKey(facts.environment(), facts.uid()).toString(), account)));
        return holders;
    }

    private static void windowGauge(Meters meters, Map<String, AccountId> holders, WindowMeter window) {
        AccountId account = holders.get(window.id().holder());
        EndpointId endpoint = window.id().endpoint();
        if (account == null || endpoint == null || window.limit() == Integer.MAX_VALUE) {
            return;
        }
        double usedRatio = (double) window.used() / window.limit();
        meters.budget(account, endpoint, window.id().line(), window.limit(), () -> usedRatio);
    }

    private void clockGauge(Meters meters, EnvironmentId environment) {
        ExchangeClock clock = outside.clocks().of(environment);
        meters.clockOffset(
                environment,
                () -> clock.estimate()
                        .map(now -> (now.millis()
                                        - inside.ground().time().wallClock().millis())
                                / 1_000.0)
                        .orElse(Double.NaN));
    }

    private static boolean anyBanned(BudgetMeter meter) {
        return meter.windows().stream()
                .anyMatch(window -> window.id().bound() == BudgetBound.ADDRESS && window.closedMillis() > 0);
    }

    /** Ends the rounds and writes down what is left. */
    Future<Void> end() {
        ended = true;
        alerts.end();
        strangers.flushAll();
        return inside.registry().noteLastUse();
    }
}
