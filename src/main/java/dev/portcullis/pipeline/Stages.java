package dev.portcullis.pipeline;

import dev.portcullis.model.Call;
import dev.portcullis.model.Service;

/**
 * The stages of the order path, each built once.
 *
 * @param identify who calls
 * @param allowList from where
 * @param authorize what they may do, and with which key it is done
 * @param idempotency a create passes once
 * @param recovery accounts whose past is not settled take no creates
 * @param settledCreate an amend waits for its create's outcome
 * @param passage opens the passage of everything that claims no orderLinkId
 * @param halt what the desk has stopped
 * @param risk what the desk's rules allow
 * @param budget waits for the call's turn
 * @param intent durable before the first byte
 * @param departing stamps, signs, writes, and concludes
 * @param readDeparting the same for reads
 * @param gettingOut every cancel
 * @param publicReads reads that need no key
 */
record Stages(
        Stage<Call, Identified> identify,
        Stage<Identified, Identified> allowList,
        Stage<Identified, Admitted> authorize,
        Stage<Admitted, Claimed> idempotency,
        Stage<Claimed, Claimed> recovery,
        Stage<Admitted, Admitted> settledCreate,
        Stage<Admitted, Claimed> passage,
        Stage<Claimed, Claimed> halt,
        Stage<Claimed, Claimed> risk,
        Stage<Claimed, Turned> budget,
        Stage<Turned, Recorded> intent,
        Service<Recorded> departing,
        Service<Turned> readDeparting,
        Service<Admitted> gettingOut,
        Service<Call> publicReads) {}
