package dev.portcullis.admin;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.bybit.KeyTrouble.Told;
import dev.portcullis.credential.Finding;
import dev.portcullis.model.CredentialId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What Bybit's answers say of the keys: one that it refuses is unhealthy, and after several refusals in a row
 * suspended, which means that no create leaves with it until Bybit takes it again. Any thread may tell and ask.
 */
public final class KeyHealth {
    private static final int REFUSALS_THAT_SUSPEND = 3;

    /** What callers are told of a key that works: who trades with it must know before it is too late. */
    private static final Set<KeyTrouble> FOR_CALLERS =
            EnumSet.of(KeyTrouble.EXPIRED, KeyTrouble.EXPIRES_SOON, KeyTrouble.MOVES_MONEY);

    private final Map<CredentialId, Illness> ill = new ConcurrentHashMap<>();
    private final Map<CredentialId, Told> standing = new ConcurrentHashMap<>();
    private final Map<CredentialId, AtomicLong> seenAtMillis = new ConcurrentHashMap<>();

    /**
     * A key that Bybit refuses.
     *
     * @param told the last refusal in words
     * @param refusals how many times in a row
     * @param rightsThen what it was known to be allowed to do when it was refused
     */
    public record Illness(Told told, int refusals, KeyFacts.Rights rightsThen) {
        /** Whether no create leaves with it. */
        public boolean suspends() {
            return refusals >= REFUSALS_THAT_SUSPEND;
        }

        /** What is the case, in words. */
        public String what() {
            return suspends()
                    ? "suspended, for Bybit has refused it " + refusals + " times in a row: " + told.what()
                    : told.what();
        }

        private boolean isOfRights() {
            return told.trouble() == KeyTrouble.READ_ONLY || told.trouble() == KeyTrouble.RIGHT_MISSING;
        }

        /** Null when it is cured: a lack of rights only by more rights than it had. */
        private @Nullable Illness examined(KeyFacts.Rights now) {
            return isOfRights() && !now.exceeds(rightsThen) ? new Illness(told, refusals, now) : null;
        }

        private Illness after(Illness next) {
            return new Illness(next.told(), refusals + 1, next.rightsThen());
        }
    }

    /** Bybit has refused a call for its key; whether that suspends it, now for the first time. */
    public boolean refused(CredentialId id, Told told, KeyFacts.Rights rights) {
        Illness now = ill.merge(id, new Illness(told, 1, rights), Illness::after);
        return now.refusals() == REFUSALS_THAT_SUSPEND;
    }

    /** Bybit has taken a write that was signed with the key; a suspension waits for a good check nevertheless. */
    public void tookWrite(CredentialId id, long nowMillis) {
        seen(id, nowMillis);
        if (!ill.isEmpty()) {
            ill.computeIfPresent(id, (same, illness) -> illness.suspends() ? illness : null);
        }
    }

    /** Bybit has answered a read that was signed with the key, which says nothing about its rights to trade. */
    public void tookRead(CredentialId id, long nowMillis) {
        seen(id, nowMillis);
        if (!ill.isEmpty()) {
            ill.computeIfPresent(id, (same, illness) -> illness.suspends() || illness.isOfRights() ? illness : null);
        }
    }

    /** Bybit has told what the key may do: that cures it, unless it may still not do what it was refused for. */
    public void examined(CredentialId id, KeyFacts facts, long nowMillis) {
        seen(id, nowMillis);
        ill.computeIfPresent(id, (same, illness) -> illness.examined(facts.rights()));
    }

    /** An operator has looked at the key, and Bybit takes it: whatever it was refused for may be tried again. */
    public void checked(CredentialId id, long nowMillis) {
        seen(id, nowMillis);
        ill.remove(id);
    }

    /** What is to be said of a key as it was told last. */
    public void known(CredentialId id, List<Finding> findings) {
        for (Finding finding : findings) {
            KeyTrouble trouble = finding.trouble();
            if (trouble != null && FOR_CALLERS.contains(trouble)) {
                standing.put(id, new Told(trouble, finding.what(), finding.remedy()));
                return;
            }
        }
        standing.remove(id);
    }

    /** What is wrong with a key; empty when Bybit has not refused it. */
    public Optional<Illness> of(CredentialId id) {
        return Optional.ofNullable(ill.get(id));
    }

    /** What those who trade with a key are told of it; empty when all is well. */
    public Optional<Told> forCallers(CredentialId id) {
        if (ill.isEmpty() && standing.isEmpty()) {
            return Optional.empty();
        }
        return of(id).map(Illness::told).or(() -> Optional.ofNullable(standing.get(id)));
    }

    /** When Bybit took something signed with the key last, UTC milliseconds; empty when not since the start. */
    public OptionalLong seenAtMillis(CredentialId id) {
        AtomicLong at = seenAtMillis.get(id);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at.get());
    }

    /** Forgets a key that signs no more. */
    public void forget(CredentialId id) {
        ill.remove(id);
        standing.remove(id);
    }

    private void seen(CredentialId id, long nowMillis) {
        seenAtMillis.computeIfAbsent(id, first -> new AtomicLong()).setOpaque(nowMillis);
    }
}
