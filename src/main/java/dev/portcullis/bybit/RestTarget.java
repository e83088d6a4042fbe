package dev.portcullis.bybit;

import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.RequestId;

/** What a signature is made for; the ledger's record of the signature names it. */
public record RestTarget(RequestId requestId, EnvironmentId environment, EndpointId endpoint) {}
