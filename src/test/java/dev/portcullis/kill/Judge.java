package dev.portcullis.kill;

import dev.portcullis.kill.BotOrder.Change;
import dev.portcullis.kill.BotOrder.Create;
import dev.portcullis.kill.BotOrder.Plan;
import dev.portcullis.kill.Violation.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Compares what a bot was told of its order with what the exchange has. */
final class Judge {
    private Judge() {}

    /**
     * What the exchange has of an order.
     *
     * @param received creates that arrived
     * @param accepted creates that became orders
     * @param proofs how many creates the ledger shows as proven not accepted, after each of which one more may follow
     * @param livePrices the price of every living order under this id
     */
    record Truth(int received, int accepted, int proofs, List<String> livePrices) {
        Truth {
            livePrices = List.copyOf(livePrices);
        }

        boolean lives() {
            return !livePrices.isEmpty();
        }

        boolean livesOnlyAt(String price) {
            return livePrices.stream().allMatch(live -> new BigDecimal(live).compareTo(new BigDecimal(price)) == 0);
        }
    }

    /** Everything that is wrong with an order under its one orderLinkId. */
    static List<Violation> judge(BotOrder order, String orderLinkId, Truth truth) {
        Findings findings = new Findings(orderLinkId);
        findings.when(order.orderLinkIds().size() > 1, Kind.DOUBLED, "one key led to " + order.orderLinkIds());
        findings.when(truth.accepted > 1, Kind.DOUBLED, "accepted " + truth.accepted + " times");
        findings.when(truth.livePrices.size() > 1, Kind.DOUBLED, "lives " + truth.livePrices.size() + " times");
        findings.when(
                truth.received > 1 + truth.proofs,
                Kind.DOUBLED,
                "created " + truth.received + " times with " + truth.proofs + " proofs that an earlier one failed");
        judgeCreate(order, truth, findings);
        judgeChange(order, truth, findings);
        return findings.all;
    }

    /** What is wrong with an order for which no orderLinkId was ever named: whatever was sent, nobody can find it. */
    static List<Violation> judgeUnnamed(BotOrder order) {
        return List.of(
                new Violation(Kind.UNRESOLVED, "", "no answer ever named an orderLinkId for the key " + order.key()));
    }

    private static void judgeCreate(BotOrder order, Truth truth, Findings findings) {
        boolean absent = order.create() == Create.NOT_PLACED || order.create() == Create.REFUSED;
        findings.when(
                order.create() == Create.UNKNOWN && order.plan() != Plan.GIVE_UP,
                Kind.UNRESOLVED,
                "its create never got a certain answer");
        findings.when(
                order.create() == Create.PLACED && truth.accepted == 0, Kind.LOST, "told placed, and it is not there");
        findings.when(
                absent && truth.accepted > 0, Kind.WRONG, "told " + order.create() + ", and the exchange took it");
        findings.when(order.create() == Create.REFUSED, Kind.WRONG, "refused, and nothing was wrong with it");
    }

    private static void judgeChange(BotOrder order, Truth truth, Findings findings) {
        findings.when(
                order.change() == Change.UNKNOWN, Kind.UNRESOLVED, "what followed the create got no certain answer");
        findings.when(order.change() == Change.CANCELLED && truth.lives(), Kind.WRONG, "told cancelled, and it lives");
        findings.when(
                order.change() == Change.REFUSED, Kind.WRONG, "its amend was refused, and nothing was wrong with it");
        boolean rests = order.create() == Create.PLACED && (order.plan() == Plan.LEAVE || order.plan() == Plan.AMEND);
        findings.when(rests && truth.accepted > 0 && !truth.lives(), Kind.LOST, "told placed, and it does not live");
        String price = order.change() == Change.AMENDED ? Bot.AMENDED_PRICE : Bot.RESTING_PRICE;
        boolean certain = rests && truth.lives() && order.change() != Change.UNKNOWN;
        findings.when(
                certain && !truth.livesOnlyAt(price),
                Kind.WRONG,
                "lives at " + truth.livePrices + " instead of " + price);
        findings.when(order.plan() == Plan.FILL && truth.lives(), Kind.WRONG, "crosses the market, and it rests");
    }

    /** Collects. */
    private static final class Findings {
        private final String orderLinkId;
        private final List<Violation> all = new ArrayList<>();

        private Findings(String orderLinkId) {
            this.orderLinkId = orderLinkId;
        }

        private void when(boolean broken, Kind kind, String words) {
            if (broken) {
                all.add(new Violation(kind, orderLinkId, words));
            }
        }
    }
}
