package dev.portcullis.identity;

import dev.portcullis.model.TradingRules;

/** What a change makes of the rules that stand when it is its turn. */
@FunctionalInterface
public interface RulesEdit {
    /** The rules after the change. */
    TradingRules of(TradingRules before);
}
