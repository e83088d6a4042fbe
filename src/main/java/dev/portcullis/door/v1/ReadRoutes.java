package dev.portcullis.door.v1;

import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.identity.PublicAccess;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.EnvironmentId;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Everything that this door shows and does not change, but for single orders; its own description too. */
public final class ReadRoutes {
    /**
     * What is shown of the gate itself.
     *
     * @param publicAccess who may read the time without a token
     * @param clocks the exchange's clock in each environment
     * @param time the gate's own
     */
    public record Sources(
            PublicAccess publicAccess,
            Function<EnvironmentId, ExchangeClock> clocks,
            AccountBudget budget,
            AccountAbilities abilities,
            Time time) {}

    /** The gate's wall clock and its monotonic ticker, in nanoseconds. */
    public record Time(InstantSource wallClock, LongSupplier nanoTicker) {}

    private final List<Route> routes;

    ReadRoutes(V1Calls calls, Registry registry, ClientOrderIds clientOrderIds, Sources sources) {
        DeskView desk = new DeskView(registry);
        PageReads reads = new PageReads(calls, sources.time().nanoTicker());
        ListWishes wishes = new ListWishes(sources.time().wallClock());
        this.routes = Stream.of(
                        new ListRoutes(calls, reads, new ListItems(clientOrderIds), wishes).routes(),
                        new WalletRoutes(calls, reads).routes(),
                        new BudgetRoutes(calls, desk, registry, sources.budget()).routes(),
                        new AccountsRoutes(calls, desk, registry, sources.abilities()).routes(),
                        new TimeRoutes(
                                        calls,
                                        desk,
                                        registry,
                                        sources.publicAccess(),
                                        sources.clocks(),
                                        sources.time().wallClock())
                                .routes(),
                        new DocumentRoutes().routes())
                .flatMap(List::stream)
                .toList();
    }

    List<Route> routes() {
        return routes;
    }
}
