package dev.portcullis.risk;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.risk.PreTrade.Known;
import dev.portcullis.risk.PreTrade.Resized;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the orders of one account hold of its rules and of its clients' rules, under one short lock: whether an order
 * still fits, and that it now counts, is one step.
 */
final class AccountBook {
    private final AccountId account;
    private final Tally whole = new Tally();
    private final Map<ClientId, Tally> byClient = new HashMap<>();
    private final Map<OrderLinkId, HeldOrder> open = new HashMap<>();

    AccountBook(AccountId account) {
        this.account = account;
    }

    /**
     * Orders of one call that want to pass together.
     *
     * @param worths what each is worth; null where nobody can say
     * @param epochDay the day that they count for
     */
    record Claim(
            ClientId client,
            DeskRules.Applied rules,
            List<CheckedOrder> orders,
            List<@Nullable BigDecimal> worths,
            long nowNanos,
            long epochDay) {
        BigDecimal worth(int index) {
            BigDecimal worth = worths.get(index);
            return worth == null ? BigDecimal.ZERO : worth;
        }
    }

    /** Lets all creates of the claim in, or none of them. */
    synchronized Outcome<List<HeldOrder>> reserve(Claim claim) {
        Tally own = ofClient(claim.client());
        List<Room> rooms = rooms(claim, own);
        for (Room room : rooms) {
            Optional<Breach> breach = room.refuses(claim);
            if (breach.isPresent()) {
                return new Outcome<>(breach, List.of());
            }
        }
        rooms.forEach(room -> room.takes(claim));
        List<HeldOrder> held = new ArrayList<>(claim.orders().size());
        for (int i = 0; i < claim.orders().size(); i++) {
            held.add(hold(claim, own, i));
        }
        return new Outcome<>(Optional.empty(), held);
    }

    /**
     * What came of a claim.
     *
     * @param breach why it was refused; empty when it was not
     */
    record Outcome<T>(Optional<Breach> breach, T held) {}

    private List<Room> rooms(Claim claim, Tally own) {
        return List.of(
                new Room(
                        RuleScope.ofGrant(claim.client(), account, claim.rules().grant()), own),
                new Room(RuleScope.ofAccount(account, claim.rules().account()), whole));
    }

    private HeldOrder hold(Claim claim, Tally own, int index) {
        CheckedOrder order = claim.orders().get(index);
        boolean counts = !order.onlyReduces();
        HeldOrder held = new HeldOrder(
                this,
                order.facts().orderLinkId(),
                List.of(own, whole),
                new HeldOrder.Part(
                        counts ? claim.worth(index) : BigDecimal.ZERO,
                        claim.epochDay(),
                        counts && claim.rules().isOfOpenOrders()),
                HeldOrder.Terms.of(order.category(), order.facts()),
                new HeldOrder.Seen(Tally.Likeness.of(order.facts()), claim.nowNanos()));
        enter(held);
        return held;
    }

    private void enter(HeldOrder held) {
        held.enterTallies();
        if (held.isOfOpenOrders() && held.orderLinkId() != null) {
            open.put(held.orderLinkId(), held);
        }
    }

    /** Lets amends of orders pass that hold something here; others change nothing. */
    synchronized Outcome<Resized> resize(Claim claim) {
        Tally own = ofClient(claim.client());
        List<Room> rooms = rooms(claim, own);
        List<ResizedOrders.One> changes = new ArrayList<>();
        for (int i = 0; i < claim.orders().size(); i++) {
            OrderLinkId link = claim.orders().get(i).facts().orderLinkId();
            HeldOrder held = link == null ? null : open.get(link);
            if (held != null) {
                HeldOrder.Terms terms =
                        held.terms().amended(claim.orders().get(i).facts());
                BigDecimal worth = terms.worth();
                changes.add(new ResizedOrders.One(held, held.worth(), worth == null ? held.worth() : worth, terms));
            }
        }
        BigDecimal more = changes.stream().map(ResizedOrders.One::more).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (Room room : rooms) {
            Optional<Breach> breach = room.refusesAmend(claim, more);
            if (breach.isPresent()) {
                return new Outcome<>(breach, Resized.NOTHING);
            }
        }
        rooms.forEach(room -> room.takesAmend(claim));
        changes.forEach(ResizedOrders.One::reserve);
        return new Outcome<>(Optional.empty(), changes.isEmpty() ? Resized.NOTHING : new ResizedOrders(this, changes));
    }

    /** Takes in an order of an earlier run. */
    synchronized HeldOrder restored(Known known, boolean isOfOpenOrders) {
        HeldOrder.Terms terms = HeldOrder.Terms.of(known.category(), known.order());
        boolean counts = !CheckedOrder.onlyReduces(known.order(), known.category());
        BigDecimal worth = terms.worth();
        HeldOrder held = new HeldOrder(
                this,
                known.order().orderLinkId(),
                List.of(ofClient(known.client()), whole),
                new HeldOrder.Part(
                        counts && worth != null ? worth : BigDecimal.ZERO,
                        TimeUnit.MILLISECONDS.toDays(known.intendedMillis()),
                        counts && isOfOpenOrders),
                terms,
                null);
        enter(held);
        return held;
    }

    synchronized void neverPlaced(HeldOrder held) {
        if (held.close()) {
            held.leaveOpen();
            held.leaveDay();
            forget(held);
        }
    }

    synchronized void ended(HeldOrder held) {
        if (held.close()) {
            held.leaveOpen();
            forget(held);
        }
    }

    private void forget(HeldOrder held) {
        if (held.orderLinkId() != null) {
            open.remove(held.orderLinkId(), held);
        }
    }

    synchronized void settle(List<ResizedOrders.One> changes, boolean taken) {
        changes.forEach(change -> change.settle(taken));
    }

    private Tally ofClient(ClientId client) {
        return byClient.computeIfAbsent(client, first -> new Tally());
    }
}
