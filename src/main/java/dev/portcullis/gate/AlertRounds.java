package dev.portcullis.gate;

import dev.portcullis.alert.Alerts;
import dev.portcullis.config.AlertSettings;
import dev.portcullis.door.Ids;
import dev.portcullis.pipeline.OrderPath;
import dev.portcullis.upstream.OwnReads;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that looks for conditions of alerts: most of it once a second, foreign orders at their own pace. */
final class AlertRounds {
    private static final Logger LOG = LoggerFactory.getLogger(AlertRounds.class);

    private final List<Runnable> looks;
    private final Optional<ForeignOrders> foreignOrders;

    private AlertRounds(List<Runnable> looks, Optional<ForeignOrders> foreignOrders) {
        this.looks = looks;
        this.foreignOrders = foreignOrders;
    }

    /** What sees calls and keys was made before the path, which tells it; the rest is made here. */
    record Listening(CallerAlerts callers, KeyAlerts keys) {
        static Listening of(Inside inside, Outside outside, Alerts alerts) {
            Ground.Time time = inside.ground().time();
            AlertSettings settings = inside.ground().settings().current().alerts();
            KeyAlerts.Troubles troubles = key -> outside.health()
                    .of(key)
                    .map(illness -> illness.what() + "; " + illness.told().remedy());
            return new Listening(
                    new CallerAlerts(alerts, time.nanoTicker(), settings.refusalsPerMinute()),
                    new KeyAlerts(inside.credentials(), troubles, alerts, time, settings));
        }
    }

    static AlertRounds of(Alerts alerts, Listening listening, Inside inside, Outside outside, OrderPath path, Ids ids) {
        Ground ground = inside.ground();
        AlertSettings settings = ground.settings().current().alerts();
        StageAlerts stages = new StageAlerts(alerts, ground.time().nanoTicker(), settings.slowStage());
        ground.meters().listenToStages(stages);
        LedgerAlerts ledger = new LedgerAlerts(
                ground.vertx(),
                ground.desk().data().ledger(),
                settings.resources().ledgerFreeBytesMin(),
                alerts);
        ExchangeAlerts exchange = new ExchangeAlerts(inside, outside, path, alerts);
        OwnReads own = new OwnReads(
                ids::requestId, ground.time().nanoTicker(), ground.time().home());
        OpenOrderReads reads = new OpenOrderReads(outside.budgets(), outside.exchange(), own, ground.time());
        return new AlertRounds(
                List.of(listening.callers()::look, listening.keys()::look, stages::look, ledger::look, exchange::look),
                settings.resources()
                        .foreignOrdersEvery()
                        .map(every -> new ForeignOrders(inside, reads, path.knownOrders(), alerts, every)));
    }

    AlertRounds begin() {
        foreignOrders.ifPresent(ForeignOrders::begin);
        return this;
    }

    /** To be called every second; a look that fails hinders no other. */
    void look() {
        looks.forEach(look -> {
            try {
                look.run();
            } catch (RuntimeException bug) {
                LOG.error("a condition of an alert could not be looked at; this is a bug of the gate", bug);
            }
        });
    }

    void end() {
        foreignOrders.ifPresent(ForeignOrders::end);
    }
}
