package dev.portcullis.simulation;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.Symbol;
import dev.portcullis.risk.HaltMode;
import dev.portcullis.risk.HaltScope;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What operators have been told holds, and since when it does: halts and revocations. */
final class StandingOrders {
    private static final class Said {
        private final HaltMode mode;
        private boolean saved;

        private Said(HaltMode mode) {
            this.mode = mode;
        }
    }

    private final Map<HaltScope, Said> halts = new LinkedHashMap<>();
    private final Set<ClientId> revoked = new LinkedHashSet<>();

    /** The call of the halt has returned; it outlives the gate once what is returned was run. */
    Runnable halted(HaltScope scope, HaltMode mode) {
        Said said = new Said(mode);
        halts.put(scope, said);
        return () -> said.saved = true;
    }

    void resumes(HaltScope scope) {
        halts.remove(scope);
    }

    void revoked(ClientId client) {
        revoked.add(client);
    }

    /** What was not saved is forgotten with the gate, and its operator got no answer. */
    void gateDied() {
        halts.values().removeIf(said -> !said.saved);
    }

    Optional<String> whyForbidden(AccountId account, ClientId client, String symbol, boolean reduceOnly) {
        if (revoked.contains(client)) {
            return Optional.of("the token of " + client + " was revoked (invariant 5)");
        }
        return halts.entrySet().stream()
                .filter(halt -> halt.getKey().covers(client, account, new Symbol(symbol)))
                .filter(halt -> halt.getValue().mode == HaltMode.CANCEL_ONLY || !reduceOnly)
                .findFirst()
                .map(halt -> halt.getKey().inWords() + " is halted (invariant 5)");
    }
}
