package dev.portcullis.gate;

import dev.portcullis.identity.Client;
import dev.portcullis.identity.Desk;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.Grant;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.TradingRules;
import dev.portcullis.risk.DeskRules;

/** The rules for orders as the desk has them now, on the grant and on the account. */
final class DeskTradingRules implements DeskRules {
    private final Registry registry;

    DeskTradingRules(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Applied of(ClientId client, AccountId account) {
        Desk desk = registry.desk();
        Client known = desk.clients().get(client);
        Grant grant = known == null ? null : known.grants().get(account);
        DeskAccount whole = desk.accounts().get(account);
        TradingRules ofGrant = grant == null ? TradingRules.NONE : grant.rules();
        TradingRules ofAccount = whole == null ? TradingRules.NONE : whole.rules();
        return ofGrant.isNone() && ofAccount.isNone() ? Applied.NONE : new Applied(ofGrant, ofAccount);
    }
}
