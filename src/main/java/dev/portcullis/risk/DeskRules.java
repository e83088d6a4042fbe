package dev.portcullis.risk;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.TradingRules;

/** The rules that hold now, answered from memory. */
@FunctionalInterface
public interface DeskRules {
    /** No rule for anybody. */
    DeskRules NONE = (client, account) -> Applied.NONE;

    /** What binds that client on that account. */
    Applied of(ClientId client, AccountId account);

    /**
     * The rules that bind a call: both hold.
     *
     * @param grant of its client on its account
     * @param account of the account, for all of its clients together
     */
    record Applied(TradingRules grant, TradingRules account) {
        /** No rule. */
        public static final Applied NONE = new Applied(TradingRules.NONE, TradingRules.NONE);

        boolean isNone() {
            return grant.isNone() && account.isNone();
        }

        /** Whether it matters which orders still live. */
        boolean isOfOpenOrders() {
            return grant.exposure().isOfOpenOrders() || account.exposure().isOfOpenOrders();
        }

        boolean isOfNotional() {
            return isOfNotional(grant) || isOfNotional(account);
        }

        private static boolean isOfNotional(TradingRules rules) {
            return rules.size().notionalMax() != null || rules.exposure().isOfNotional();
        }

        boolean hasCollar() {
            return grant.collar().isAny() || account.collar().isAny();
        }
    }
}
