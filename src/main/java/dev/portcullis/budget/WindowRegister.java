package dev.portcullis.budget;

import dev.portcullis.bybit.AddressLimit;
import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.RateTable;
import dev.portcullis.bybit.Tier;
import dev.portcullis.bybit.TierRule;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.BusinessLine;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows every window, and which ones a call takes from. Guarded by the lock of {@link Budgets}. */
final class WindowRegister {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final TierRule AUTO = new TierRule.Auto();
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int OTHERS_SHARE_PERCENT = 80;
    private static final int PUBLIC_SHARE_PERCENT = 20;

    private record FlowKey(
            Passenger.Payers payers,
            EndpointId endpoint,
            @Nullable BusinessLine line,
            Priority priority) {}

    private record HolderKey(
            EnvironmentId environment, @Nullable AccountKey account) {}

    private final Map<FlowKey, Flow> flows = new HashMap<>();
    private final Map<WindowId, Window> windows = new HashMap<>();
    private final Map<HolderKey, Holder> holders = new HashMap<>();
    private final Map<String, FairShare> shares = new HashMap<>();
    private final Map<AccountKey, Tier> tiers = new HashMap<>();
    private BudgetRules rules;

    WindowRegister(BudgetRules rules) {
        this.rules = rules;
    }

    Collection<Window> windows() {
        return windows.values();
    }

    BudgetRules rules() {
        return rules;
    }

    /** Takes new rules; the windows keep their slots, and ask for their limits when they are refreshed. */
    void rules(BudgetRules newRules) {
        rules = newRules;
        flows.clear();
    }

    void tier(AccountKey account, Tier tier) {
        tiers.put(account, tier);
    }

    /** The flow that a call belongs to. */
    Flow flow(Passenger passenger) {
        Passenger.Fare fare = passenger.fare();
        FlowKey key = new FlowKey(passenger.payers(), fare.endpoint().id(), fare.line(), passenger.priority());
        Flow known = flows.get(key);
        if (known != null) {
            return known;
        }
        Flow flow = new Flow(passenger.priority(), holder(passenger.payers()), claims(passenger));
        flows.put(key, flow);
        return flow;
    }

    private Holder holder(Passenger.Payers payers) {
        String egress = environment(payers.environment()).egress();
        FairShare share = shares.computeIfAbsent(egress, name -> new FairShare());
        HolderKey key = new HolderKey(payers.environment(), payers.account());
        return holders.computeIfAbsent(key, missing -> new Holder(share));
    }

    private List<Claim> claims(Passenger passenger) {
        List<Claim> claims = new ArrayList<>();
        addDesk(claims, passenger);
        addUid(claims, passenger);
        addAddress(claims, passenger);
        return List.copyOf(claims);
    }

    private void addDesk(List<Claim> claims, Passenger passenger) {
        CredentialId credential = passenger.payers().credential();
        ClientId client = passenger.payers().client();
        AccountId account = passenger.payers().accountName();
        if (credential != null) {
            addDesk(claims, passenger, BudgetBound.KEY, "" + credential, () -> rules.ofCredential(credential));
        }
        if (client != null) {
            addDesk(claims, passenger, BudgetBound.CLIENT, "" + client, () -> rules.ofClient(client));
        }
        if (client != null && account != null) {
            Supplier<DeskLimit> limit = () -> rules.ofGrant(client, account);
            addDesk(claims, passenger, BudgetBound.CLIENT, client + " on " + account, limit);
        }
    }

    private void addDesk(
            List<Claim> claims, Passenger passenger, BudgetBound bound, String holder, Supplier<DeskLimit> limit) {
        DeskLimit now = limit.get();
        if (now.requestsPerSecond().isPresent()) {
            Window window = desk(
                    bound, holder, "requests", SECOND_NANOS, () -> limit.get().requestsPerSecond());
            claims.add(new Claim(window, Measure.CALL));
        }
        if (now.ordersPerSecond().isPresent() && placesOrders(passenger)) {
            Window window = desk(
                    bound, holder, "orders", SECOND_NANOS, () -> limit.get().ordersPerSecond());
            claims.add(new Claim(window, Measure.ORDERS));
        }
        if (now.inFlight().isPresent() && passenger.priority() != Priority.CANCEL) {
            Window window =
                    desk(bound, holder, "calls in flight", 0, () -> limit.get().inFlight());
            claims.add(new Claim(window, Measure.IN_FLIGHT));
        }
    }

    private static boolean placesOrders(Passenger passenger) {
        return passenger.fare().endpoint().kind().isCreate()
                || passenger.fare().endpoint().kind().isAmend();
    }

    private Window desk(
            BudgetBound bound, String holder, String counted, long lengthNanos, Supplier<OptionalInt> limit) {
        WindowId id = WindowId.ofDesk(bound, holder, counted);
        return window(id, lengthNanos, advised -> limit.get().orElse(UNLIMITED));
    }

    private void addUid(List<Claim> claims, Passenger passenger) {
        AccountKey account = passenger.payers().account();
        if (account == null || tierRule(account) instanceof TierRule.None) {
            return;
        }
        Endpoint endpoint = passenger.fare().endpoint();
        BusinessLine line = passenger.fare().line();
        WindowId id = WindowId.ofUid(account, endpoint.id(), line);
        Window window = window(id, SECOND_NANOS, advised -> uidLimit(account, endpoint, line, advised));
        claims.add(new Claim(window, Measure.COST));
    }

    private TierRule tierRule(AccountKey account) {
        EnvironmentBudget budget = rules.environments().get(account.environment());
        return budget == null ? AUTO : budget.limits().tier();
    }

    private int uidLimit(AccountKey account, Endpoint endpoint, @Nullable BusinessLine line, int advised) {
        TierRule rule = tierRule(account);
        if (rule instanceof TierRule.None) {
            return UNLIMITED;
        }
        if (rule instanceof TierRule.Fixed fixed) {
            return perSecond(endpoint, line, fixed.tier());
        }
        return advised > 0 ? advised : perSecond(endpoint, line, tiers.getOrDefault(account, Tier.DEFAULT));
    }

    private static int perSecond(Endpoint endpoint, @Nullable BusinessLine line, Tier tier) {
        Category category = line == null ? null : categoryOf(line);
        return RateTable.perSecond(endpoint, category, tier).orElse(UNLIMITED);
    }

    private static Category categoryOf(BusinessLine line) {
        return switch (line) {
            case DERIVATIVES -> Category.LINEAR;
            case OPTIONS -> Category.OPTION;
            case SPOT -> Category.SPOT;
        };
    }

    private void addAddress(List<Claim> claims, Passenger passenger) {
        EnvironmentBudget budget = environment(passenger.payers().environment());
        boolean counted = budget.limits().address() instanceof AddressLimit.Window;
        if (counted && !passenger.fare().endpoint().isSigned()) {
            claims.add(new Claim(addressWindow(budget, "public reads", PUBLIC_SHARE_PERCENT), Measure.CALL));
        }
        if (counted && passenger.priority() != Priority.CANCEL) {
            claims.add(
                    new Claim(addressWindow(budget, "requests besides cancels", OTHERS_SHARE_PERCENT), Measure.CALL));
        }
        claims.add(new Claim(wholeAddress(budget), Measure.CALL));
    }

    /** The window that every request to that environment takes from. */
    Window address(EnvironmentId environment) {
        return wholeAddress(environment(environment));
    }

    private Window wholeAddress(EnvironmentBudget budget) {
        return addressWindow(budget, "requests", 100);
    }

    private Window addressWindow(EnvironmentBudget budget, String counted, int percent) {
        String egress = budget.egress();
        long lengthNanos = budget.limits().address() instanceof AddressLimit.Window limit
                ? limit.length().toNanos()
                : 0;
        Window window = window(WindowId.ofAddress(egress, counted), lengthNanos, advised -> share(egress, percent));
        window.lengthen(lengthNanos);
        return window;
    }

    /** Where environments of one egress disagree, the smallest limit holds. */
    private int share(String egress, int percent) {
        int share = UNLIMITED;
        for (EnvironmentBudget budget : rules.environments().values()) {
            if (budget.egress().equals(egress) && budget.limits().address() instanceof AddressLimit.Window limit) {
                share = Math.min(share, Math.max(1, limit.requests() * percent / 100));
            }
        }
        return share;
    }

    /** @throws IllegalArgumentException when no such environment is configured */
    EnvironmentBudget environment(EnvironmentId environment) {
        EnvironmentBudget budget = rules.environments().get(environment);
        if (budget == null) {
            throw new IllegalArgumentException("environment " + environment + " is not configured");
        }
        return budget;
    }

    private Window window(WindowId id, long lengthNanos, IntUnaryOperator limitRule) {
        Window known = windows.get(id);
        if (known != null) {
            return known;
        }
        Window window = new Window(windows.size(), id, lengthNanos, limitRule);
        windows.put(id, window);
        return window;
    }
}
