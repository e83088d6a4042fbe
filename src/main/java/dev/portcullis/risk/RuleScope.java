package dev.portcullis.risk;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.TradingRuleName;
import dev.portcullis.model.TradingRules;

/**
 * Whose rules they are.
 *
 * @param holder in words
 * @param command what shows and changes them
 */
record RuleScope(String holder, String command, TradingRules rules) {
    static RuleScope ofGrant(ClientId client, AccountId account, TradingRules rules) {
        return new RuleScope(
                "client " + client + " on account " + account, "client rules " + client + " " + account, rules);
    }

    static RuleScope ofAccount(AccountId account, TradingRules rules) {
        return new RuleScope("account " + account, "account rules " + account, rules);
    }

    /**
     * A breach of one of these rules.
     *
     * @param wrong what is wrong, such as {@code qty 5 exceeds 2}
     * @param remedy what the caller may do instead
     */
    Breach breach(TradingRuleName rule, String pointer, String asked, String wrong, String remedy) {
        String limit = rules.words().getOrDefault(rule.text(), "");
        return new Breach(
                rule,
                pointer,
                limit,
                asked,
                wrong + " (rule " + rule.text() + "=" + limit + " of " + holder + "); " + remedy
                        + ", or let an operator change it: portcullis " + command);
    }
}
