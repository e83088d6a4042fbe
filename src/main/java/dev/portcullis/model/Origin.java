package dev.portcullis.model;

import java.util.concurrent.Executor;

/**
 * Where a call comes from.
 *
 * @param requestId the gate's id of the call
 * @param door the way in
 * @param peer the caller's real address
 * @param presented what the caller showed to say who it is
 * @param home runs continuations on the caller's own event loop
 */
public record Origin(RequestId requestId, DoorName door, PeerAddress peer, Presented presented, Executor home) {}
