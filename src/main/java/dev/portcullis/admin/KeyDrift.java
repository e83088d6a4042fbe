package dev.portcullis.admin;

import dev.portcullis.bybit.KeyFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells in words what has changed about a key at Bybit since it was asked about last. */
public final class KeyDrift {
    private KeyDrift() {}

    /** A sentence for each change; none when nothing has changed that anybody must know of. */
    static List<String> between(KeyFacts before, KeyFacts now) {
        List<String> changes = new ArrayList<>();
        rights(changes, words(before), words(now));
        if (before.rights().readOnly() != now.rights().readOnly()) {
            changes.add(now.rights().readOnly() ? "it is read-only now" : "widened: it is read-write now");
        }
        if (!Set.copyOf(before.ips()).equals(Set.copyOf(now.ips()))) {
            changes.add("its addresses were " + before.ips() + " and are " + now.ips());
        }
        if (!before.owner().vipLevel().equals(now.owner().vipLevel())) {
            changes.add("its account's level was " + before.owner().vipLevel() + " and is "
                    + now.owner().vipLevel());
        }
        if (before.owner().mode() != KeyFacts.AccountMode.UNTOLD
                && before.owner().mode() != now.owner().mode()) {
            changes.add("its account's mode was " + before.owner().mode() + " and is "
                    + now.owner().mode());
        }
        if (endsEarlier(before.expiresAt(), now.expiresAt())) {
            changes.add("it ends on " + now.expiresAt() + ", earlier than Bybit said before: a new password of the"
                    + " account ends keys without bound addresses after 7 days");
        }
        return changes;
    }

    /** By more than the day that rounding may cost; a key without an end has one now. */
    private static boolean endsEarlier(@Nullable Instant before, @Nullable Instant now) {
        return now != null && before != null && now.isBefore(before.minus(Duration.ofDays(1)));
    }

    /** What the key may do now that it could not do before, or from where: a sentence for each. */
    public static List<String> widened(KeyFacts before, KeyFacts now) {
        List<String> wider = new ArrayList<>();
        Set<String> gained = new TreeSet<>(words(now));
        gained.removeAll(words(before));
        if (!gained.isEmpty()) {
            wider.add("it has gained the rights " + gained);
        }
        if (before.rights().readOnly() && !now.rights().readOnly()) {
            wider.add("it was read-only and is read-write now");
        }
        Set<String> more = new TreeSet<>(now.ips());
        more.removeAll(before.ips());
        if (before.isBoundToAddresses() && !now.isBoundToAddresses()) {
            wider.add("it was bound to " + before.ips() + " and works from everywhere now");
        } else if (before.isBoundToAddresses() && !more.isEmpty()) {
            wider.add("it works from " + more + " too now");
        }
        return wider;
    }

    private static void rights(List<String> changes, Set<String> before, Set<String> now) {
        Set<String> gained = new TreeSet<>(now);
        gained.removeAll(before);
        Set<String> lost = new TreeSet<>(before);
        lost.removeAll(now);
        if (!gained.isEmpty()) {
            changes.add("widened: it has gained the rights " + gained);
        }
        if (!lost.isEmpty()) {
            changes.add("it has lost the rights " + lost);
        }
    }

    private static Set<String> words(KeyFacts facts) {
        Map<String, Set<String>> groups = facts.rights().permissions();
        return groups.entrySet().stream()
                .flatMap(group -> group.getValue().stream().map(right -> group.getKey() + ":" + right))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
