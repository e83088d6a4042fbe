package dev.portcullis.admin;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.model.CredentialId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Bybit's answers say of the keys: one that it refuses is unhealthy, and after several refusals in a row
 * suspended, which means that no create leaves with it until Bybit takes it again. Any thread may tell and ask.
 */
public final class KeyHealth {
    private static final int REFUSALS_THAT_SUSPEND = 3;

    private final Map<CredentialId, Illness> ill = new ConcurrentHashMap<>();

    /**
     * A key that Bybit refuses.
     *
     * @param refusals how many times in a row
     */
    public record Illness(KeyTrouble trouble, int refusals) {
        /** Whether no create leaves with it. */
        public boolean suspends() {
            return refusals >= REFUSALS_THAT_SUSPEND;
        }

        private Illness refusedAgain(KeyTrouble now) {
            return new Illness(now, refusals + 1);
        }
    }

    /** Bybit has refused a call for its key; whether that suspends it, now for the first time. */
    public boolean refused(CredentialId id, KeyTrouble trouble) {
        Illness now = ill.merge(id, new Illness(trouble, 1), (before, first) -> before.refusedAgain(trouble));
        return now.refusals() == REFUSALS_THAT_SUSPEND;
    }

    /** Bybit has carried out a call with the key. */
    public void worked(CredentialId id) {
        if (!ill.isEmpty()) {
            ill.remove(id);
        }
    }

    /** Bybit has told what the key may do: that cures it, unless it may still not do what it was refused for. */
    public void examined(CredentialId id, KeyFacts facts) {
        ill.computeIfPresent(id, (same, before) -> stillDenied(before, facts) ? before : null);
    }

    private static boolean stillDenied(Illness before, KeyFacts facts) {
        return before.trouble().retCode() == KeyTrouble.PERMISSION_DENIED
                && facts.rights().readOnly();
    }

    /** What is wrong with a key; empty when nothing is known to be. */
    public Optional<Illness> of(CredentialId id) {
        return Optional.ofNullable(ill.get(id));
    }
}
