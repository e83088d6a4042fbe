package dev.portcullis.metrics;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.BusinessLine;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Every meter of the gate, under the names that dashboards rely on, as one method each; no caller spells a name.
 *
 * <p>Labels are bounded by what the desk configures (clients, accounts, key labels) and by the endpoint table; order
 * ids
 * and symbols are never labels. What the hot path records is looked up in ready-made tables, without a lock.
 */
public final class Meters {
    private static final String UNMATCHED = "unmatched";
    private static final String NOBODY = "(none)";
    private static final String ANY_LINE = "all";
    private static final Duration[] BUCKETS = {
        micros(50),
        micros(100),
        micros(250),
        micros(500),
        millis(1),
        millis(2),
        millis(5),
        millis(10),
        millis(25),
        millis(50),
        millis(100),
        millis(250),
        millis(500),
        millis(1_000),
        millis(2_500),
        millis(5_000),
        millis(10_000)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<StageName, Timer> stages = new EnumMap<>(StageName.class);
    private final Map<DoorName, Map<CallEnd, Timer>> orders = new ConcurrentHashMap<>();
    private final Map<DoorName, Map<String, Map<String, Map<CallEnd, Counter>>>> calls = new ConcurrentHashMap<>();
    private final Map<AccountId, Map<String, Map<Enum<?>, Counter>>> responses = new ConcurrentHashMap<>();
    private final Map<String, Counter> ruleRefusals = new ConcurrentHashMap<>();
    private final Timer queueWait;
    private final Timer ledgerSync;
    private final LabelledGauge budgetLimit;
    private final LabelledGauge budgetUsed;
    private final LabelledGauge queueWaiting;
    private final LabelledGauge ordersUnresolved;
    private final LabelledGauge credentialExpiry;
    private final LabelledGauge clockOffset;
    private final LabelledGauge streamUp;
    private final LabelledGauge egressBanned;
    private final LabelledGauge buildInfo;
    private final LabelledGauge alertsStanding;
    private final Map<String, Counter> alertsRaised = new ConcurrentHashMap<>();
    private final Counter alertsNotDelivered;
    private volatile StageListener stageListener = (stage, nanos) -> {};

    /** An empty list: every count at zero. */
    public Meters() {
        for (StageName stage : StageName.values()) {
            stages.put(
                    stage,
                    timer("portcullis.stage.duration", "Time spent in one stage of the order path")
                            .tag("stage", stage.label())
                            .register(registry));
        }
        queueWait = timer("portcullis.queue.wait", "Time from entering the line of a budget to the turn")
                .register(registry);
        ledgerSync = timer("portcullis.ledger.sync.duration", "Time of one fdatasync of the ledger")
                .register(registry);
        List<String> budgetLabels = List.of("account", "endpoint", "line");
        budgetLimit = gauge("portcullis.budget.limit.per.second", "Requests that Bybit allows a second", budgetLabels);
        budgetUsed = gauge("portcullis.budget.used.ratio", "Part of the limit that is in use now", budgetLabels);
        queueWaiting = gauge("portcullis.queue.waiting", "Calls that wait for their turn", List.of("class"));
        ordersUnresolved =
                gauge("portcullis.orders.unresolved", "Orders whose outcome is not known yet", List.of("account"));
        credentialExpiry = new LabelledGauge(
                registry,
                "portcullis.credential.expiry.timestamp",
                "seconds",
                "When the API key stops working, in Unix seconds; absent when it does not",
                List.of("account", "label"));
        clockOffset = new LabelledGauge(
                registry,
                "portcullis.clock.offset",
                "seconds",
                "The exchange's clock minus this host's",
                List.of("environment"));
        streamUp = gauge("portcullis.stream.up", "1 while the account's private stream is up", List.of("account"));
        egressBanned = gauge("portcullis.egress.banned", "1 while Bybit has closed this address", List.of());
        buildInfo = gauge("portcullis.build.info", "The version that runs", List.of("version"));
        alertsStanding = gauge("portcullis.alerts", "Alerts that stand", List.of("kind"));
        alertsNotDelivered = Counter.builder("portcullis.alerts.not.delivered")
                .description("Notices of alerts that the webhook did not take")
                .register(registry);
        egressBanned(false);
    }

    /**
     * Counts one ended call.
     *
     * @param route null when the request matched no endpoint
     * @param client null when nobody was identified
     */
    public void call(DoorName door, @Nullable EndpointId route, @Nullable ClientId client, CallEnd end) {
        String routeLabel = route == null ? UNMATCHED : route.path();
        String clientLabel = client == null ? NOBODY : client.text();
        Map<CallEnd, Counter> ends = branch(branch(branch(calls, door), clientLabel), routeLabel);
        Counter counter = ends.get(end);
        if (counter == null) {
            counter = ends.computeIfAbsent(
                    end,
                    e -> Counter.builder("portcullis.calls")
                            .description("Calls by way in, endpoint, client and how they ended")
                            .tags("door", door.text(), "route", routeLabel, "client", clientLabel, "outcome", e.label())
                            .register(registry));
        }
        counter.increment();
    }

    /** Records how long a call spent in a stage. */
    public void stage(StageName stage, long nanos) {
        Objects.requireNonNull(stages.get(stage)).record(nanos, TimeUnit.NANOSECONDS);
        stageListener.took(stage, nanos);
    }

    /** Tells also that one of every time that is recorded, on the thread that records it. */
    public void listenToStages(StageListener listener) {
        stageListener = listener;
    }

    /** Records how long a write took from its arrival to its answer. */
    public void order(DoorName door, Outcome outcome, long nanos) {
        branch(orders, door)
                .computeIfAbsent(
                        CallEnd.of(outcome),
                        end -> timer("portcullis.order.duration", "Time from a write's arrival to its answer")
                                .tags("door", door.text(), "outcome", end.label())
                                .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Counts one answer of the exchange.
     *
     * @param codeClass the class of its retCode, from an enum of such classes
     */
    public void exchangeResponse(AccountId account, EndpointId endpoint, Enum<?> codeClass) {
        branch(branch(responses, account), endpoint.path())
                .computeIfAbsent(
                        codeClass,
                        c -> Counter.builder("portcullis.exchange.responses")
                                .description("Answers of the exchange by account, endpoint and class of retCode")
                                .tags("account", account.text(), "endpoint", endpoint.path(), "code_class", label(c))
                                .register(registry))
                .increment();
    }

    /** Counts one write that a pre-trade rule, or a filter of its instrument, has refused. */
    public void ruleRefusal(String rule) {
        ruleRefusals
                .computeIfAbsent(
                        rule,
                        name -> Counter.builder("portcullis.risk.refusals")
                                .description("Orders and settings that a pre-trade rule has refused")
                                .tags("rule", name)
                                .register(registry))
                .increment();
    }

    /** Shows one window of an account: its limit a second and, read at each scrape, the part in use (0 to 1). */
    public void budget(
            AccountId account, EndpointId endpoint, @Nullable BusinessLine line, int perSecond, DoubleSupplier used) {
        String lineLabel = line == null ? ANY_LINE : label(line);
        budgetLimit.set(perSecond, account.text(), endpoint.path(), lineLabel);
        budgetUsed.follow(used, account.text(), endpoint.path(), lineLabel);
    }

    /** Shows, read at each scrape, how many calls of a priority wait. */
    public void queueWaiting(Enum<?> priority, IntSupplier waiting) {
        queueWaiting.follow(waiting::getAsInt, label(priority));
    }

    /** Records how long a call waited for its turn. */
    public void queueWait(long nanos) {
        queueWait.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Shows, read at each scrape, how many of an account's orders have no known outcome. */
    public void ordersUnresolved(AccountId account, IntSupplier unresolved) {
        ordersUnresolved.follow(unresolved::getAsInt, account.text());
    }

    /**
     * Shows when a key stops working.
     *
     * @param label the desk's name of the key, never the key
     */
    public void credentialExpiry(AccountId account, String label, long unixSeconds) {
        credentialExpiry.set((double) unixSeconds, account.text(), label);
    }

    /** Shows that key no longer: it was revoked, or it does not expire. */
    public void credentialWithoutExpiry(AccountId account, String label) {
        credentialExpiry.forget(account.text(), label);
    }

    /** Shows, read at each scrape, the exchange's clock minus this host's; NaN while nothing is known. */
    public void clockOffset(EnvironmentId environment, DoubleSupplier offsetSeconds) {
        clockOffset.follow(offsetSeconds, environment.text());
    }

    /** Records one sync of the ledger. */
    public void ledgerSync(long nanos) {
        ledgerSync.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Shows whether an account's private stream is up. */
    public void streamUp(AccountId account, boolean up) {
        streamUp.set(up ? 1 : 0, account.text());
    }

    /** Shows an account's stream, unresolved orders and budgets no longer. */
    public void accountGone(AccountId account) {
        streamUp.forget(account.text());
        ordersUnresolved.forget(account.text());
        budgetLimit.forgetFirst(account.text());
        budgetUsed.forgetFirst(account.text());
        credentialExpiry.forgetFirst(account.text());
    }

    /** Shows whether Bybit has closed this host's address. */
    public void egressBanned(boolean banned) {
        egressBanned.set(banned ? 1 : 0);
    }

    /** Shows, read at each scrape, how many alerts of a kind stand. */
    public void alertsStanding(String kind, IntSupplier standing) {
        alertsStanding.follow(standing::getAsInt, kind);
    }

    /** Counts alerts of a kind that were raised; none yet shows the count at zero. */
    public void alertsRaised(String kind, int raised) {
        alertsRaised
                .computeIfAbsent(
                        kind,
                        k -> Counter.builder("portcullis.alerts.raised")
                                .description("Alerts that were raised, tests too")
                                .tags("kind", k)
                                .register(registry))
                .increment(raised);
    }

    /** Counts a notice that the webhook did not take. */
    public void alertNotDelivered() {
        alertsNotDelivered.increment();
    }

    /** Shows the version that runs. */
    public void build(String version) {
        buildInfo.set(1, version);
    }

    /** Everything in Prometheus' text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    private static <K, L, V> Map<L, V> branch(Map<K, Map<L, V>> tree, K key) {
        Map<L, V> branch = tree.get(key);
        return branch != null ? branch : tree.computeIfAbsent(key, k -> new ConcurrentHashMap<>());
    }

    private Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
    }

    private LabelledGauge gauge(String name, String description, List<String> labels) {
        return new LabelledGauge(registry, name, null, description, labels);
    }

    private static String label(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static Duration micros(int count) {
        return Duration.of(count, ChronoUnit.MICROS);
    }

    private static Duration millis(int count) {
        return Duration.ofMillis(count);
    }
}
