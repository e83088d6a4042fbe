package dev.portcullis.pipeline;

import dev.portcullis.budget.Budgets;
import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.clock.Timers;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.identity.FailureThrottle;
import dev.portcullis.identity.PublicAccess;
import dev.portcullis.identity.RefusalCounts;
import dev.portcullis.identity.Registry;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.OrderLookup;
import dev.portcullis.metrics.Meters;
import dev.portcullis.metrics.StageName;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.OrderEvidence;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import dev.portcullis.risk.Halts;
import dev.portcullis.risk.PreTrade;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The order path with everything that it keeps: the index of orders, the lines, reconciliation and pursuits. */
public final class OrderPath implements Service<Call> {
    /** Who may do what, with which key, what is halted, and what no order may exceed. */
    public record Desk(Registry registry, CredentialBook credentials, Halts halts, PreTrade rules) {}

    /**
     * How calls reach the exchange and what is learned of them there.
     *
     * @param clocks the exchange's clock in each environment
     */
    public record Travel(
            Exchange exchange,
            OrderEvidence evidence,
            Budgets budgets,
            Function<EnvironmentId, ExchangeClock> clocks) {}

    /**
     * What is written down, remembered and counted.
     *
     * @param past the orders that memory does not hold any more
     * @param witness sees who calls and who is refused
     */
    public record Records(
            Ledger ledger, OrderLookup past, Meters meters, RefusalCounts strangers, CallWitness witness) {
        /** With nobody who looks on. */
        public Records(Ledger ledger, OrderLookup past, Meters meters, RefusalCounts strangers) {
            this(ledger, past, meters, strangers, CallWitness.NOBODY);
        }
    }

    /**
     * Time, handed in.
     *
     * @param home runs the gate's own work: reconciliation and pursuits
     */
    public record Time(LongSupplier nanoTicker, InstantSource wallClock, Timers timers, Executor home) {}

    /**
     * What the configuration says of the path.
     *
     * @param publicAccess who may read public endpoints, and of which environment
     */
    public record Rules(Waits waits, long settleMillis, PublicAccess publicAccess) {}

    private final OrderIndex index = new OrderIndex();
    private final Lines lines = new Lines();
    private final CallBook book;
    private final OrderPipeline pipeline;
    private final Reconciliation reconciliation;
    private final CancelPursuit pursuit;
    private final Recovery recovery = new Recovery();
    private final Resolving resolving;
    private final Journal journal;
    private final Recollection recollection;
    private final PreTrade rules;
    private final LivingOrders living;

    /** Builds the path; nothing travels before the first call. */
    public OrderPath(Desk desk, Travel travel, Records records, Time time, Rules rules) {
        Race race = new Race(time.timers());
        this.journal = new Journal(records.ledger(), index);
        this.recollection = new Recollection(index, records.past());
        this.resolving = new Resolving(index, journal, travel.clocks());
        GateAnswers answers = new GateAnswers(time.wallClock());
        RateAdvices advices = new RateAdvices(travel.clocks());
        Departures departures = new Departures(rules.waits());
        Passages passages = new Passages(desk.registry(), desk.credentials(), desk.halts(), time.nanoTicker());
        OrderEvidence evidence = new EvidenceInTurn(
                travel.evidence(), travel.budgets(), desk.credentials(), time.nanoTicker(), time.home());
        this.reconciliation = new Reconciliation(evidence, index, journal, race, time.home());
        this.rules = desk.rules();
        this.living = new LivingOrders(evidence, race, time.home());

        Fences fences = new Fences(travel.clocks(), time.nanoTicker(), departures, rules.settleMillis());
        Metered metered = new Metered(records.meters(), time.nanoTicker());
        Service<Recorded> departing = metered.last(
                StageName.EXCHANGE,
                new Departing(travel.exchange(), departures, index, advices, journal, answers, reconciliation));
        Stage<Claimed, Turned> budget =
                metered.stage(StageName.BUDGET, new BudgetWait(travel.budgets(), records.meters()));
        Stage<Turned, Recorded> late = metered.stage(StageName.INTENT, new LateIntent(journal, fences, race));
        Service<Claimed> cancelling = budget.then(late).before(departing);

        this.book = new CallBook(
                records.meters(), records.ledger(), records.strangers(), records.witness(), time.nanoTicker());
        Strangers strangers = new Strangers(records.strangers(), new FailureThrottle(time.nanoTicker()), race);
        GatesOwnCalls own = new GatesOwnCalls(passages::signedByThen, time.nanoTicker());
        this.pursuit = new CancelPursuit(
                admitted ->
                        cancelling.serve(new Claimed(admitted, passages.openForTheGate(admitted.call()), List.of())),
                own,
                evidence,
                index,
                race,
                time.home());
        this.pipeline = new OrderPipeline(new Stages(
                metered.stage(StageName.IDENTIFY, new Identify(desk.registry(), book, strangers))
                        .then(book),
                metered.stage(StageName.ALLOW_LIST, new AllowListCheck(desk.registry())),
                metered.stage(StageName.AUTHORIZE, new Authorize(desk.registry(), desk.credentials())),
                metered.stage(
                        StageName.IDEMPOTENCY,
                        new Idempotency(index, recollection, lines, passages, answers, race, time.nanoTicker())),
                recovery,
                new SettledCreateFirst(index, race, time.nanoTicker()),
                new OpenPassage(passages, lines),
                metered.stage(StageName.HALT, new HaltCheck(passages)),
                metered.stage(
                        StageName.RISK,
                        new RiskCheck(desk.rules(), index, living, race, records.meters(), time.nanoTicker())),
                budget,
                metered.stage(StageName.INTENT, new DurableIntent(journal, fences)),
                departing,
                metered.last(StageName.EXCHANGE, new ReadDeparting(travel.exchange(), departures, advices)),
                new CancelsWatched(index, living)
                        .before(new GettingOut(
                                lines,
                                index,
                                new OpenPassage(passages, lines).before(cancelling),
                                pursuit,
                                answers,
                                race,
                                time.nanoTicker())),
                publicReads(strangers, desk, travel, advices, time, rules)));
    }

    private Service<Call> publicReads(
            Strangers strangers, Desk desk, Travel travel, RateAdvices advices, Time time, Rules rules) {
        PublicReads reads = new PublicReads(
                desk.registry(),
                strangers,
                rules.publicAccess(),
                travel.budgets(),
                travel.exchange(),
                advices,
                time.nanoTicker());
        return call -> reads.serve(call).onComplete(ended -> book.publicRead(call, ended));
    }

    @Override
    public Future<Answer> serve(Call call) {
        return pipeline.serve(call);
    }

    /** Counts a request that a door could not make a call of, as nobody's and under no route. */
    public void turnedAway(DoorName door, PeerAddress peer, Rejection rejection) {
        book.turnedAway(door, peer, CallBook.wordOf(rejection));
    }

    /** Counts a request that a door refused because it held a token where none belongs. */
    public void tokenMisplaced(DoorName door, PeerAddress peer) {
        book.turnedAway(door, peer, "token-misplaced");
    }

    /**
     * Looks at every create and amend that has not departed, after the desk has changed, and drops those that may not
     * leave any more; the number of those dropped.
     */
    public int reconsiderWaiting() {
        return lines.reconsider();
    }

    /** How many creates of the account have an outcome that nobody knows yet. */
    public int unresolved(EnvironmentId environment, AccountId account) {
        return index.unresolved(environment, account);
    }

    /** The creates of the account whose outcome nobody knows yet, each with the time by which it should be known. */
    public List<KnownOrder> unresolvedOrders(EnvironmentId environment, AccountId account) {
        return index.unresolvedOrders(environment, account).stream()
                .map(KnownOrder::of)
                .toList();
    }

    /** How many orders from before the start keep the account closed for creates. */
    public int recovering(EnvironmentId environment, AccountId account) {
        return recovery.waitingFor(environment, account);
    }

    /** Ends what no proof can. */
    public Resolving resolving() {
        return resolving;
    }

    /** Lets memory go of the orders that the ledger's indexes have come to know; to be called when they have. */
    public void forgetIndexed() {
        recollection.forgetIndexed();
    }

    /** The orders that passed this gate. */
    public KnownOrders knownOrders() {
        return recollection;
    }

    /** Reads the ledger's past back into the index; to be fed before the first call. */
    public IndexReplay replay(long settleMillis) {
        return new IndexReplay(
                new IndexReplay.Into(index, recovery, journal, this::restored), reconciliation, settleMillis);
    }

    /** What an order of an earlier run holds of the desk's rules, it holds again. */
    private void restored(TrackedOrder order, LedgerRecord.Intent intent) {
        PreTrade.Hold hold = rules.restored(new PreTrade.Known(
                order.terms().owner(),
                order.key().account(),
                order.terms().category(),
                intent.order(),
                order.intentMillis()));
        living.follow(order, hold, false);
    }

    /** The stages, composed. */
    OrderPipeline pipeline() {
        return pipeline;
    }

    /** Stops asking and pursuing; what is open stays open until the next start. */
    public void close() {
        reconciliation.close();
        living.close();
        pursuit.close();
    }
}
