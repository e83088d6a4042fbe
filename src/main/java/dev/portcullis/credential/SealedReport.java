package dev.portcullis.credential;

import dev.portcullis.bybit.KeyFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form in which a report is written inside sealed bytes: names stay as they are, new ones may be added. */
record SealedReport(
        StoredOwner owner,
        StoredRights rights,
        List<String> ips,
        @Nullable Long expiresAtMillis,
        @Nullable Integer deadlineDay,
        StoredKind kind,
        long checkedAtMillis) {

    record StoredOwner(
            String uid, String parentUid, boolean master, String vipLevel, KeyFacts.@Nullable AccountMode mode) {
        KeyFacts.AccountMode modeOrUntold() {
            return mode == null ? KeyFacts.AccountMode.UNTOLD : mode;
        }
    }

    record StoredRights(boolean readOnly, Map<String, List<String>> permissions) {}

    record StoredKind(String note, boolean rsa) {}

    static SealedReport of(KeyReport report) {
        KeyFacts key = report.key();
        KeyFacts.Owner owner = key.owner();
        return new SealedReport(
                new StoredOwner(owner.uid(), owner.parentUid(), owner.isMaster(), owner.vipLevel(), owner.mode()),
                new StoredRights(key.rights().readOnly(), lists(key.rights().permissions())),
                key.ips(),
                Optional.ofNullable(key.expiresAt()).map(Instant::toEpochMilli).orElse(null),
                key.deadlineDay(),
                new StoredKind(key.note(), key.rsa()),
                report.checkedAtMillis());
    }

    KeyReport report() {
        KeyFacts key = new KeyFacts(
                new KeyFacts.Owner(
                        owner.uid(), owner.parentUid(), owner.master(), owner.vipLevel(), owner.modeOrUntold()),
                new KeyFacts.Rights(rights.readOnly(), sets(rights.permissions())),
                List.copyOf(ips),
                expiresAtMillis == null ? null : Instant.ofEpochMilli(expiresAtMillis),
                deadlineDay,
                kind.note(),
                kind.rsa());
        return new KeyReport(key, checkedAtMillis);
    }

    private static Map<String, List<String>> lists(Map<String, Set<String>> groups) {
        Map<String, List<String>> lists = new HashMap<>();
        groups.forEach(
                (group, members) -> lists.put(group, members.stream().sorted().toList()));
        return lists;
    }

    private static Map<String, Set<String>> sets(Map<String, List<String>> groups) {
        Map<String, Set<String>> sets = new HashMap<>();
        groups.forEach((group, members) -> sets.put(group, Set.copyOf(members)));
        return Map.copyOf(sets);
    }
}
