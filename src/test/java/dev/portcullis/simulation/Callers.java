package dev.portcullis.simulation;

import dev.portcullis.model.ClientId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who made which call, when it reached the gate, and which calls the gate has answered. */
final class Callers {
    /** A call of a bot's. */
    record Caller(ClientId client, long arrivedNanos, long departByNanos) {}

    private final Map<String, Caller> callers = new HashMap<>();
    private final Set<String> waiting = new LinkedHashSet<>();

    void calls(String requestId, Caller caller) {
        callers.put(requestId, caller);
        waiting.add(requestId);
    }

    void isAnswered(String requestId) {
        waiting.remove(requestId);
    }

    /** Their connections broke. */
    void gateDied() {
        waiting.clear();
    }

    /** Calls without an answer. */
    Set<String> waiting() {
        return waiting;
    }

    Caller of(String requestId) {
        Caller caller = callers.get(requestId);
        if (caller == null) {
            throw new IllegalStateException("nobody made the call " + requestId);
        }
        return caller;
    }
}
