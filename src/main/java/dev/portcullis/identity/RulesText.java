package dev.portcullis.identity;

import dev.portcullis.model.TradingRules;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules for orders as the store keeps them: a JSON object of values by name, null for none. */
final class RulesText {
    private RulesText() {}

    static @Nullable String write(TradingRules rules) {
        if (rules.isNone()) {
            return null;
        }
        JsonObject json = new JsonObject();
        rules.words().forEach(json::put);
        return json.encode();
    }

    /** @throws IllegalArgumentException when the text is not such an object: no rule may get lost by a slip */
    static TradingRules read(@Nullable String text) {
        if (text == null) {
            return TradingRules.NONE;
        }
        try {
            JsonObject json = new JsonObject(text);
            SortedMap<String, String> words = new TreeMap<>();
            for (String name : json.fieldNames()) {
                words.put(name, json.getString(name));
            }
            return TradingRules.of(words);
        } catch (DecodeException | ClassCastException broken) {
            throw new IllegalArgumentException("its rules are not a JSON object of texts", broken);
        }
    }
}
