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
    private final Map<CredentialId, CredentialFacts> compromised;
    private final Map<CredentialId, CredentialHead> revoked;
    private final List<UnreadableCredential> unreadable;
    private final Map<AccountId, CredentialFacts> firstActive = new HashMap<>();
    private final Map<AccountId, Map<String, CredentialFacts>> activeByLabel = new HashMap<>();

    private BookPages(
            Map<CredentialId, CredentialFacts> readable,
            Map<CredentialId, CredentialFacts> compromised,
            Map<CredentialId, CredentialHead> revoked,
            List<UnreadableCredential> unreadable) {
        this.readable = Collections.unmodifiableMap(readable);
        this.compromised = Collections.unmodifiableMap(compromised);
        this.revoked = Collections.unmodifiableMap(revoked);
        this.unreadable = unreadable;
        readable.values().stream()
                .filter(facts -> facts.head().state() == CredentialState.ACTIVE)
                .sorted(MAIN_FIRST)
                .forEach(this::indexActive);
    }

    private void indexActive(CredentialFacts facts) {
        firstActive.putIfAbsent(facts.account(), facts);
        activeByLabel
                .computeIfAbsent(facts.account(), first -> new HashMap<>())
                .putIfAbsent(facts.head().place().label(), facts);
    }

    static BookPages of(
            List<CredentialFacts> readable, List<CredentialHead> revoked, List<UnreadableCredential> unreadable) {
        Map<CredentialId, CredentialHead> gone = new LinkedHashMap<>();
        revoked.forEach(head -> gone.put(head.id(), head));
        return new BookPages(Map.of(), Map.of(), gone, List.copyOf(unreadable)).with(readable);
    }

    /** All of them in one step: no reader ever sees the first without the others. */
    BookPages with(List<CredentialFacts> changed) {
        Map<CredentialId, CredentialFacts> signing = new LinkedHashMap<>(readable);
        Map<CredentialId, CredentialFacts> kept = new LinkedHashMap<>(compromised);
        Map<CredentialId, CredentialHead> gone = new LinkedHashMap<>(revoked);
        for (CredentialFacts facts : changed) {
            if (facts.head().state().signs()) {
                signing.put(facts.id(), facts);
            } else {
                signing.remove(facts.id());
                gone.remove(facts.id());
                kept.put(facts.id(), facts);
            }
        }
        return new BookPages(signing, kept, gone, unreadable);
    }

    BookPages withRevoked(CredentialHead head) {
        Map<CredentialId, CredentialFacts> signing = new LinkedHashMap<>(readable);
        signing.remove(head.id());
        Map<CredentialId, CredentialFacts> kept = new LinkedHashMap<>(compromised);
        kept.remove(head.id());
        Map<CredentialId, CredentialHead> gone = new LinkedHashMap<>(revoked);
        gone.put(head.id(), head);
        return new BookPages(signing, kept, gone, unreadable);
    }

    BookPages withoutUnreadable(CredentialId id) {
        return new BookPages(
                readable,
                compromised,
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
        return Optional.ofNullable(activeByLabel.getOrDefault(account, Map.of()).get(label));
    }

    /** Every credential that signs orders, or the checks before them. */
    Stream<CredentialFacts> readable() {
        return readable.values().stream();
    }

    /** Those that somebody else may hold, and that Bybit still knew when it was asked last. */
    Stream<CredentialFacts> compromised() {
        return compromised.values().stream();
    }

    @Nullable
    CredentialFacts compromisedOrNull(CredentialId id) {
        return compromised.get(id);
    }

    /** What the store shows of a credential, whatever its state. */
    @Nullable
    CredentialHead headOrNull(CredentialId id) {
        CredentialFacts signing = readable.get(id);
        if (signing != null) {
            return signing.head();
        }
        CredentialFacts kept = compromised.get(id);
        return kept == null ? revoked.get(id) : kept.head();
    }

    Stream<CredentialHead> heads() {
        return Stream.concat(
                Stream.concat(readable(), compromised()).map(CredentialFacts::head), revoked.values().stream());
    }

    List<UnreadableCredential> unreadable() {
        return unreadable;
    }

    String whyNoneActive(AccountId account) {
        return unreadable.stream()
                .filter(one -> one.account().equals(account.text()))
                .findFirst()
                .map(UnreadableCredential::why)
                .orElse("account " + account + " has no active key; put one in with `portcullis key put " + account
                        + " --api-key ...`");
    }

    String whyNoneInPlaceOf(CredentialId id) {
        CredentialHead head = headOrNull(id);
        if (head == null) {
            return "the grant is pinned to the key " + id + ", which does not open or is gone; see `portcullis key"
                    + " list`, then grant again with the label of another";
        }
        KeyPlace place = head.place();
        return "the grant is pinned to the label " + place.label() + " of account " + place.account()
                + ", which has no active key any more; put one in with `portcullis key put " + place.account()
                + " --label " + place.label() + " --api-key ...`, or grant again without --key";
    }

    /** @throws CredentialException when the API key is stored already */
    void requireNew(KeyCandidate candidate) {
        Stream.concat(readable(), compromised())
                .map(CredentialFacts::head)
                .filter(head -> head.apiKey().equals(candidate.apiKey())
                        && head.place().environment().equals(candidate.place().environment()))
                .findFirst()
                .ifPresent(head -> {
                    throw new CredentialException(CredentialException.Kind.CONFLICT, whyStored(head));
                });
    }

    private static String whyStored(CredentialHead head) {
        return head.state() == CredentialState.COMPROMISED
                ? "this API key was revoked as compromised, as " + head.id() + " of " + head.place()
                        + "; delete it at Bybit and make another one"
                : "this API key is stored already, as " + head.id() + " of " + head.place()
                        + "; to replace its secret, revoke it first";
    }
}
