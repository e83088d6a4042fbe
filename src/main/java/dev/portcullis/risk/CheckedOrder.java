package dev.portcullis.risk;

import dev.portcullis.bybit.BodyWords;
import dev.portcullis.model.Category;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Side;
import dev.portcullis.model.WriteBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One order of a create or an amend, as the rules look at it. */
final class CheckedOrder {
    private static final String MARKET = "Market";

    private final EndpointKind kind;
    private final Category category;
    private final OrderFacts facts;
    private final WriteBody body;
    private final int index;

    private CheckedOrder(EndpointKind kind, Category category, WriteBody body, int index) {
        this.kind = kind;
        this.category = category;
        this.facts = body.orders().get(index);
        this.body = body;
        this.index = index;
    }

    /** The orders of a create or an amend; none for everything else. */
    static List<CheckedOrder> of(EndpointKind kind, WriteBody body) {
        Category category = body.category();
        if (category == null || !(kind.isCreate() || kind.isAmend())) {
            return List.of();
        }
        List<CheckedOrder> orders = new ArrayList<>(body.orders().size());
        for (int i = 0; i < body.orders().size(); i++) {
            orders.add(new CheckedOrder(kind, category, body, i));
        }
        return orders;
    }

    Category category() {
        return category;
    }

    OrderFacts facts() {
        return facts;
    }

    boolean isAmend() {
        return kind.isAmend();
    }

    boolean isMarket() {
        CreateTerms terms = facts.terms();
        return terms != null && terms.orderType().equals(MARKET);
    }

    boolean isSell() {
        return facts.side() == Side.SELL;
    }

    /** Whether it can only make a position smaller; on spot Bybit ignores the word. */
    boolean onlyReduces() {
        return onlyReduces(facts, category);
    }

    /** The same of any order's facts. */
    static boolean onlyReduces(OrderFacts facts, Category category) {
        CreateTerms terms = facts.terms();
        return terms != null && terms.reduceOnly() && category != Category.SPOT;
    }

    /** Whether its price is what bounds it: not of market orders, and not of options priced by volatility. */
    boolean isPriced() {
        return facts.price() != null
                && !isMarket()
                && !(category == Category.OPTION && word("orderIv").isPresent());
    }

    /** Whether its qty is an amount of the quote coin (docs:v5/order/create-order, marketUnit). */
    boolean isAmount() {
        if (category != Category.SPOT || !isMarket()) {
            return false;
        }
        return word("marketUnit").map("quoteCoin"::equals).orElse(!isSell());
    }

    boolean isPostOnly() {
        return word("timeInForce").filter("PostOnly"::equals).isPresent();
    }

    /** A further field of the order's body; read anew at each call, so not for every order. */
    Optional<String> word(String name) {
        return BodyWords.of(kind, body.bytes()).get(index).text(name);
    }

    /** Where a field stands in the body. */
    String at(String field) {
        return (kind.isBatch() ? "/request/" + index : "") + "/" + field;
    }
}
