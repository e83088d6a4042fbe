package dev.portcullis.door.admin;

import dev.portcullis.identity.RulesEdit;
import dev.portcullis.model.TradingRules;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A change of rules for orders, as an operator asks for it.
 *
 * @param set such as {@code qtyMax=2}
 * @param clear the names of rules that go
 */
record WishedRules(List<String> set, List<String> clear) implements RulesEdit {
    static WishedRules of(Wish wish) {
        WishedRules wished = new WishedRules(wish.texts("set"), wish.texts("clear"));
        if (wished.set.isEmpty() && wished.clear.isEmpty()) {
            throw new Wish.Unreadable("/set", "or clear must name a rule");
        }
        Wish.read("/set", "", nothing -> TradingRules.NONE.with(List.of(), wished.clear));
        return wished;
    }

    @Override
    public TradingRules of(TradingRules before) {
        return before.with(set, clear);
    }

    /** For the record of what operators did. */
    String inWords() {
        String cleared = clear.isEmpty() ? "" : "without " + String.join(", ", clear);
        return String.join(" ", set) + (set.isEmpty() || clear.isEmpty() ? "" : " ") + cleared;
    }

    static JsonObject json(TradingRules rules) {
        JsonObject json = new JsonObject();
        rules.words().forEach(json::put);
        return json;
    }
}
