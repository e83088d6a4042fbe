package dev.portcullis.credential;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the book knows at one moment; immutable, so that readers on every loop see one whole state. */
final class BookPages {
    /** An account's main key signs before its others, and the older of them before the younger. */
    private static final Comparator<CredentialFacts> MAIN_FIRST = Comparator.<CredentialFacts, Boolean>comparing(
                    facts -> !facts.head().place().label().equals(KeyPlace.MAIN))
            .thenComparing(facts -> facts.head().stage().createdAtMillis())
            .thenComparing(facts -> facts.id().text());

    private final Map<CredentialId, CredentialFacts> readable;
    private final Map<CredentialId, CredentialHead> revoked;
    private final List<UnreadableCredential> unreadable;
    private final Map<AccountId, CredentialFacts> firstActive;

    private BookPages(
            Map<CredentialId, CredentialFacts> readable,
            Map<CredentialId, CredentialHead> revoked,
            List<UnreadableCredential> unreadable) {
        this.readable = Collections.unmodifiableMap(readable);
        this.revoked = Collections.unmodifiableMap(revoked);
        this.unreadable = unreadable;
        this.firstActive = firstActiveOf(readable);
    }

    static BookPages of(
            List<CredentialFacts> readable, List<CredentialHead> revoked, List<UnreadableCredential> unreadable) {
        Map<CredentialId, CredentialFacts> byId = new LinkedHashMap<>();
        readable.forEach(facts -> byId.put(facts.id(), facts));
        Map<CredentialId, CredentialHead> gone = new LinkedHashMap<>();
        revoked.forEach(head -> gone.put(head.id(), head));
        return new BookPages(byId, gone, List.copyOf(unreadable));
    }

    BookPages with(CredentialFacts facts) {
        Map<CredentialId, CredentialFacts> next = new LinkedHashMap<>(readable);
        next.put(facts.id(), facts);
        return new BookPages(next, revoked, unreadable);
    }

    BookPages withRevoked(CredentialHead head) {
        Map<CredentialId, CredentialFacts> left = new LinkedHashMap<>(readable);
        left.remove(head.id());
        Map<CredentialId, CredentialHead> next = new LinkedHashMap<>(revoked);
        next.put(head.id(), head);
        return new BookPages(left, next, unreadable);
    }

    BookPages withoutUnreadable(CredentialId id) {
        return new BookPages(
                readable,
                revoked,
                unreadable.stream().filter(one -> !one.id().equals(id.text())).toList());
    }

    @Nullable
    CredentialFacts factsOrNull(CredentialId id) {
        return readable.get(id);
    }

    Optional<CredentialFacts> active(AccountId account) {
        return Optional.ofNullable(firstActive.get(account));
    }

    Optional<CredentialFacts> active(AccountId account, String label) {
        return readable.values().stream()
                .filter(facts -> isActive(facts)
                        && facts.account().equals(account)
                        && facts.head().place().label().equals(label))
                .findFirst();
    }

    /** Every credential that still has a secret. */
    Stream<CredentialFacts> readable() {
        return readable.values().stream();
    }

    Stream<CredentialHead> heads() {
        return Stream.concat(readable.values().stream().map(CredentialFacts::head), revoked.values().stream());
    }

    List<UnreadableCredential> unreadable() {
        return unreadable;
    }

    private static boolean isActive(CredentialFacts facts) {
        return facts.head().state() == CredentialState.ACTIVE;
    }

    private static Map<AccountId, CredentialFacts> firstActiveOf(Map<CredentialId, CredentialFacts> readable) {
        Map<AccountId, CredentialFacts> first = new HashMap<>();
        readable.values().stream()
                .filter(BookPages::isActive)
                .sorted(MAIN_FIRST)
                .forEach(facts -> first.putIfAbsent(facts.account(), facts));
        return first;
    }
}
