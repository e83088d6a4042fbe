package dev.portcullis.risk;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;

/** The limits that hold now, answered from memory. */
@FunctionalInterface
public interface RiskRules {
    /** What that client's orders on that account may be. */
    OrderLimits of(ClientId client, AccountId account);
}
