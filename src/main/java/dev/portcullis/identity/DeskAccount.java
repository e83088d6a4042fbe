package dev.portcullis.identity;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.TradingRules;
import org.jspecify.annotations.Nullable;

/**
 * One Bybit UID under the desk's own name.
 *
 * @param allowed from where it may be used, whoever uses it; {@link AddressList#ANYWHERE} when not restricted
 * @param enabled whether it may be used at all
 * @param uid Bybit's number of it; null until its first key was checked
 * @param rules what the orders of all its clients together may be
 */
public record DeskAccount(
        AccountId id,
        EnvironmentId environment,
        AddressList allowed,
        boolean enabled,
        @Nullable String uid,
        TradingRules rules) {
    /** An account without rules for orders. */
    public DeskAccount(
            AccountId id, EnvironmentId environment, AddressList allowed, boolean enabled, @Nullable String uid) {
        this(id, environment, allowed, enabled, uid, TradingRules.NONE);
    }
}
