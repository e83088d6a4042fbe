package dev.portcullis.gate;

import dev.portcullis.budget.BudgetMeter;
import dev.portcullis.clock.Estimate;
import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.door.v1.AccountAbilities;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.pipeline.OrderPath;
import dev.portcullis.risk.Halt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Says how the gate is: what each account can do now, and what is going on. */
final class Vitality implements AccountAbilities {
    private final Inside inside;
    private final Outside outside;
    private final OrderPath path;
    private final long readyAtNanos;

    Vitality(Inside inside, Outside outside, OrderPath path) {
        this.inside = inside;
        this.outside = outside;
        this.path = path;
        Ground ground = inside.ground();
        this.readyAtNanos = ground.time().nanoTicker().getAsLong()
                + ground.settings().current().orderPath().warmUp().toNanos();
    }

    /** The body of /health/ready; ready as soon as reads and cancels are served, whatever one account lacks. */
    JsonObject ready() {
        JsonObject accounts = new JsonObject();
        inside.registry()
                .desk()
                .accounts()
                .values()
                .forEach(account -> accounts.put(
                        account.id().text(),
                        new JsonObject().put("canCreate", canCreate(account)).put("canCancel", canCancel(account))));
        boolean warm = inside.ground().time().nanoTicker().getAsLong() - readyAtNanos >= 0;
        JsonObject ready = new JsonObject().put("ready", warm).put("accounts", accounts);
        return Unsealing.waitingFor(inside).isEmpty() ? ready : ready.put("sealed", true);
    }

    @Override
    public boolean canCancel(DeskAccount account) {
        return account.enabled() && inside.credentials().active(account.id()).isPresent();
    }

    @Override
    public boolean canCreate(DeskAccount account) {
        return canCancel(account)
                && inside.ledger().writer().isHealthy()
                && path.recovering(account.environment(), account.id()) == 0
                && outside.clocks().of(account.environment()).isTrusted()
                && inside.halts().standing().stream().noneMatch(halt -> stops(halt, account.id()));
    }

    /** A halt of one client or symbol leaves the account able to create. */
    private static boolean stops(Halt halt, AccountId account) {
        boolean whole = halt.scope().client() == null && halt.scope().symbol() == null;
        boolean meant = halt.scope().account() == null || halt.scope().account().equals(account);
        return whole && meant && !halt.mode().lets(EndpointKind.CREATE, false);
    }

    /** The answer of {@code status}. */
    JsonObject status() {
        BudgetMeter meter = outside.budgets().meter();
        JsonObject unresolved = new JsonObject();
        JsonObject clocks = new JsonObject();
        inside.registry().desk().accounts().values().forEach(account -> {
            unresolved.put(account.id().text(), path.unresolved(account.environment(), account.id()));
            clocks.put(account.environment().text(), clock(outside.clocks().of(account.environment())));
        });
        JsonArray halts = new JsonArray();
        inside.halts()
                .standing()
                .forEach(halt ->
                        halts.add(halt.scope().inWords() + " " + halt.mode().text()));
        return new JsonObject()
                .put("version", Version.TEXT)
                .put("ledger", inside.ledger().writer().trouble().orElse("healthy"))
                .put("sealed", new JsonArray(Unsealing.waitingFor(inside)))
                .put("halts", halts)
                .put("accounts", ready().getJsonObject("accounts"))
                .put("unresolved", unresolved)
                .put("clocks", clocks)
                .put("inFlight", meter.inFlight());
    }

    private static String clock(ExchangeClock clock) {
        Optional<Estimate> estimate = clock.estimate();
        return estimate.map(now ->
                        (clock.isTrusted() ? "trusted" : "not trusted") + ", within " + now.uncertaintyMillis() + " ms")
                .orElse("unknown");
    }
}
