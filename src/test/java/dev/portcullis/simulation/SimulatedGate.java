package dev.portcullis.simulation;

import dev.portcullis.budget.BudgetRules;
import dev.portcullis.budget.Budgets;
import dev.portcullis.budget.DeskLimit;
import dev.portcullis.budget.EnvironmentBudget;
import dev.portcullis.bybit.Limits;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.identity.PublicAccess;
import dev.portcullis.identity.RefusalCounts;
import dev.portcullis.identity.Registry;
import dev.portcullis.ledger.LedgerEntry;
import dev.portcullis.ledger.LedgerSettings;
import dev.portcullis.ledger.LedgerStart;
import dev.portcullis.ledger.LedgerTime;
import dev.portcullis.ledger.LedgerWatcher;
import dev.portcullis.ledger.LedgerWriter;
import dev.portcullis.ledger.PastOrders;
import dev.portcullis.ledger.SyncMode;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Service;
import dev.portcullis.pipeline.IndexReplay;
import dev.portcullis.pipeline.KnownOrders;
import dev.portcullis.pipeline.OrderPath;
import dev.portcullis.pipeline.Waits;
import dev.portcullis.risk.DeskRules;
import dev.portcullis.risk.HaltMode;
import dev.portcullis.risk.HaltScope;
import dev.portcullis.risk.Halts;
import dev.portcullis.risk.Instruments;
import dev.portcullis.risk.MarketPrices;
import dev.portcullis.risk.PreTrade;
import dev.portcullis.risk.PreTradeCheck;
import dev.portcullis.upstream.ClockKeeper;
import dev.portcullis.upstream.ExchangeClocks;
import dev.portcullis.upstream.OwnReads;
import dev.portcullis.upstream.RestEvidence;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The core of a gate, built as the composition root builds it, over the disk and the wire of a world. */
final class SimulatedGate {
    private static final int APPENDS_WAITING_MAX = 64;
    private static final long APPEND_DEADLINE_NANOS = 250_000_000;
    private static final int RECV_WINDOW_OF_THE_REST_MILLIS = 5_000;

    /**
     * What the configuration says.
     *
     * @param segmentBytesMax small, so that a world sees several segments
     */
    record Settings(
            long segmentBytesMax,
            long createAnswerMillis,
            long cancelAnswerMillis,
            int recvWindowMillis,
            int settleMillis) {
        static Settings of(Dice dice) {
            boolean quick = dice.oneIn(2);
            return new Settings(
                    dice.pick(List.of(4_096L, 16_384L, 1L << 20)),
                    quick ? 500 : 1_500,
                    quick ? 500 : 2_000,
                    quick ? 500 : 2_500,
                    dice.pick(List.of(300, 1_000, 5_000)));
        }
    }

    private final World world;
    private final GateLife life;
    private final Registry registry;
    private final Halts halts;
    private final OrderPath path;
    private final Service<Call> served;
    private final SteppedLedger ledger;
    private final Future<Void> time;

    private SimulatedGate(Construction from, Halts halts, OrderPath path, SteppedLedger ledger, Future<Void> time) {
        this.world = from.world;
        this.life = from.life;
        this.registry = from.registry;
        this.halts = halts;
        this.path = path;
        this.served = world.fault().path(path);
        this.ledger = ledger;
        this.time = time;
    }

    /** Starts on what the disk and the desk's store hold. */
    static SimulatedGate start(World world, GateLife life, Settings settings) throws IOException {
        return new Construction(world, life, settings).gate();
    }

    GateLife life() {
        return life;
    }

    Future<Answer> serve(Call call) {
        return served.serve(call).compose(answer -> world.fault().answer(path, call, answer));
    }

    KnownOrders knownOrders() {
        return path.knownOrders();
    }

    /** The doors open when the exchange has said what time it is, or has not. */
    boolean isOpen() {
        return time.isComplete();
    }

    boolean isHealthy() {
        return ledger.isHealthy();
    }

    /** As the operators' door does it: nothing that the halt covers leaves any more when this has returned. */
    Future<?> halt(HaltScope scope, HaltMode mode) {
        Future<?> saved = halts.set(scope, mode, "ann", "simulated");
        path.reconsiderWaiting();
        return saved;
    }

    Future<?> resume(HaltScope scope) {
        return halts.lift(scope);
    }

    Future<?> revoke(ClientId bot) {
        return registry.revokeToken(world.furniture().tokenIdOf(bot)).onSuccess(done -> path.reconsiderWaiting());
    }

    /** Puts one gate together. */
    private static final class Construction {
        private final World world;
        private final GateLife life;
        private final Settings settings;
        private final Registry registry;
        private final CredentialBook credentials;
        private final ExchangeClocks clocks;
        private final Executor home;
        private PastOrders past;
        private Runnable whenSealed = () -> {};

        private Construction(World world, GateLife life, Settings settings) {
            this.world = world;
            this.life = life;
            this.settings = settings;
            this.registry = world.furniture().registry(life, life::nanos);
            this.credentials = world.furniture().credentials();
            this.clocks = new ExchangeClocks(life::nanos);
            this.home = life.loop();
        }

        private SimulatedGate gate() throws IOException {
            Halts halts = Furniture.now(Halts.load(world.haltStore(), life));
            past = PastOrders.open(world.disk(), world.indexes(), this::onDisk);
            SteppedLedger ledger = new SteppedLedger(writer(), life);
            Exchange wire = world.fault()
                    .exchange(new SimulatedWire(world, life, ledger, clocks.of(Furniture.ENVIRONMENT)), life);
            OwnReads reads = new OwnReads(() -> new RequestId(life.nextRequestId()), life::nanos, home);
            OrderPath path = path(halts, ledger, wire, reads);
            int open = replay(path);
            whenSealed = () -> life.after(life.dice().micros(200, 400_000), () -> learn(path));
            world.trace().line("gate", "life " + life.number() + " starts with " + open + " open creates");
            return new SimulatedGate(this, halts, path, ledger, keepTheTime(wire, reads));
        }

        private int replay(OrderPath path) throws IOException {
            IndexReplay replay = path.replay(settleMillis());
            List<LedgerEntry> past = new ArrayList<>();
            this.past.replay(past::add);
            world.fault().past(past).forEach(replay::accept);
            return replay.finish();
        }

        private int settleMillis() {
            return world.fault().settleMillis(settings.settleMillis());
        }

        private LedgerWriter writer() throws IOException {
            LedgerSettings bounds = new LedgerSettings(
                    SyncMode.GROUP, settings.segmentBytesMax(), APPENDS_WAITING_MAX, APPEND_DEADLINE_NANOS);
            LedgerTime time = new LedgerTime(life, life::nanos, life::timer);
            return new LedgerStart(
                            world.fault().folder(world.disk()),
                            bounds,
                            time,
                            new SeededRandom(life.dice().split()))
                    .open("simulated", new Watcher());
        }

        /** Look-ups come back later, but for those of whoever judges the world when it is over. */
        private void onDisk(Runnable lookUp) {
            if (world.isOver()) {
                lookUp.run();
            } else {
                life.after(life.dice().micros(20, 3_000), lookUp);
            }
        }

        /** A sealed segment gets its index, and memory lets go of what stands in it. */
        private void learn(OrderPath path) {
            try {
                past.catchUp();
            } catch (IOException damaged) {
                world.judge().violated("a sealed segment cannot be indexed: " + damaged.getMessage());
            }
            path.forgetIndexed();
        }

        private final class Watcher implements LedgerWatcher {
            @Override
            public void failed(Throwable cause) {
                world.ledgerHasFailed(life);
            }

            @Override
            public void sealed(int segment) {
                whenSealed.run();
            }
        }

        private OrderPath path(Halts halts, SteppedLedger ledger, Exchange wire, OwnReads reads) {
            return new OrderPath(
                    new OrderPath.Desk(registry, credentials, halts, rules()),
                    new OrderPath.Travel(
                            wire,
                            world.fault().evidence(new RestEvidence(wire, this::route, reads), world),
                            new Budgets(life::nanos, life::timer, new Rules(), Budgets.WAITING_MAX),
                            clocks::of),
                    new OrderPath.Records(
                            world.fault().ledger(ledger),
                            world.fault().lookUp(past),
                            world.furniture().meters(),
                            new RefusalCounts(life, burst -> {})),
                    new OrderPath.Time(life::nanos, life, life::timer, home),
                    new OrderPath.Rules(
                            new Waits(
                                    settings.createAnswerMillis(),
                                    settings.cancelAnswerMillis(),
                                    3_000,
                                    settings.recvWindowMillis(),
                                    RECV_WINDOW_OF_THE_REST_MILLIS),
                            settleMillis(),
                            new PublicAccess(AddressList.LOOPBACK, null)));
        }

        private PreTrade rules() {
            return new PreTradeCheck(
                    DeskRules.NONE,
                    new Instruments(life::nanos),
                    new MarketPrices(wanted -> Future.failedFuture("nothing here has a price"), life::nanos),
                    life,
                    life::nanos);
        }

        private Optional<Departure.Route> route(AccountId account, EndpointId endpoint) {
            return credentials
                    .active(account)
                    .map(facts ->
                            new Departure.Route(facts.environment(), endpoint, EndpointKind.READ, account, facts.id()));
        }

        private Future<Void> keepTheTime(Exchange wire, OwnReads reads) {
            return new ClockKeeper(wire, clocks, (environment, request) -> request.get(), reads, life::timer)
                    .keep(Furniture.ENVIRONMENT);
        }
    }

    /** Bybit's windows as they are without a tier, and no limits of the desk's own. */
    private static final class Rules implements BudgetRules {
        @Override
        public Map<EnvironmentId, EnvironmentBudget> environments() {
            return Map.of(Furniture.ENVIRONMENT, new EnvironmentBudget("sandbox", Limits.BYBIT));
        }

        @Override
        public DeskLimit ofCredential(CredentialId credential) {
            return DeskLimit.NONE;
        }

        @Override
        public DeskLimit ofClient(ClientId client) {
            return DeskLimit.NONE;
        }

        @Override
        public DeskLimit ofGrant(ClientId client, AccountId account) {
            return DeskLimit.NONE;
        }
    }
}
