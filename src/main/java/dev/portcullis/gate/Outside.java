package dev.portcullis.gate;

import dev.portcullis.admin.KeyHealth;
import dev.portcullis.budget.Budgets;
import dev.portcullis.config.Settings;
import dev.portcullis.door.Ids;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.OrderEvidence;
import dev.portcullis.upstream.ClockKeeper;
import dev.portcullis.upstream.ExchangeClocks;
import dev.portcullis.upstream.HostTrust;
import dev.portcullis.upstream.KeyInquiry;
import dev.portcullis.upstream.OwnReads;
import dev.portcullis.upstream.RestEvidence;
import dev.portcullis.upstream.RestExchange;
import dev.portcullis.upstream.TimeSource;
import dev.portcullis.upstream.TransportSettings;
import java.util.Optional;

/** How calls reach the exchange: clocks, budgets, connections, and the gate's own questions. */
record Outside(
        Budgets budgets,
        RestExchange rest,
        Exchange exchange,
        ExchangeClocks clocks,
        ClockKeeper clockKeeper,
        OrderEvidence evidence,
        KeyInquiry inquiry,
        KeyHealth health,
        PublicMarket market) {

    static Outside build(Inside inside, Seams seams, Ids ids, int eventLoops) {
        Ground ground = inside.ground();
        Ground.Time time = ground.time();
        ExchangeClocks clocks = inside.clocks();
        Budgets budgets = new Budgets(
                time.nanoTicker(),
                time.timers(),
                rules(inside),
                ground.settings().current().orderPath().budgets().waitingMax());
        RestExchange rest = new RestExchange(
                ground.vertx(),
                Transport.of(
                        ground.settings().current().upstream(),
                        eventLoops,
                        ground.configuration().trust()),
                ground::environments,
                inside.credentials()::signer,
                new TimeSource(time.nanoTicker(), time.wallClock(), clocks),
                ground.meters());
        OwnReads reads = new OwnReads(ids::requestId, time.nanoTicker(), time.home());
        ClockKeeper keeper = new ClockKeeper(
                rest, clocks, new BudgetedTime(budgets, time.nanoTicker(), time.home()), reads, time.timers());
        KeyHealth health = new KeyHealth();
        Exchange exchange = new KeyWatch(seams.exchange().apply(rest), health, inside.credentials(), time.wallClock());
        OrderEvidence evidence =
                new RestEvidence(exchange, (account, endpoint) -> route(inside, account, endpoint), reads);
        PublicMarket market = new PublicMarket(rest, budgets, reads, time.nanoTicker(), time.home());
        return new Outside(
                budgets, rest, exchange, clocks, keeper, evidence, new KeyInquiry(rest, reads), health, market);
    }

    static DeskBudgetRules rules(Inside inside) {
        return new DeskBudgetRules(
                inside.ground().environments(),
                inside.ground().settings().current().orderPath().budgets(),
                inside.registry(),
                inside.credentials());
    }

    private static Optional<Departure.Route> route(Inside inside, AccountId account, EndpointId endpoint) {
        DeskAccount known = inside.registry().desk().accounts().get(account);
        return known == null
                ? Optional.empty()
                : inside.credentials()
                        .active(account)
                        .map(credential -> new Departure.Route(
                                known.environment(), endpoint, EndpointKind.READ, account, credential.id()));
    }

    /** Translates the configuration's words into the transport's. */
    private static final class Transport {
        private Transport() {}

        static TransportSettings of(Settings.Upstream settings, int eventLoops, HostTrust trust) {
            TransportSettings usual = TransportSettings.usual(eventLoops);
            TransportSettings.Waits waits = new TransportSettings.Waits(
                    settings.timeouts().connect(),
                    settings.timeouts().tls(),
                    settings.timeouts().connection().create(),
                    settings.timeouts().connection().read(),
                    settings.timeouts().idle());
            return new TransportSettings(
                    eventLoops,
                    settings.pool().connectionsMax(),
                    waits,
                    usual.answerBytesMax(),
                    usual.wholeBytesMax(),
                    trust);
        }
    }
}
