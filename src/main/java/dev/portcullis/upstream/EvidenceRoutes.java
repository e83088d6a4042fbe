package dev.portcullis.upstream;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointId;
import java.util.Optional;

/** Knows in which environment and with which key an account's orders are read; adapted by the gate. */
@FunctionalInterface
public interface EvidenceRoutes {
    /** The way of a read for that account; empty when the account has no usable key. */
    Optional<Departure.Route> of(AccountId account, EndpointId endpoint);
}
