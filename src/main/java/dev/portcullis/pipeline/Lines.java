package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The creates and amends that have not departed yet, so that a cancel or a halt can take them out first. */
final class Lines {
    private final Map<AccountId, Set<Passage>> waiting = new ConcurrentHashMap<>();

    void join(AccountId account, Passage passage) {
        waiting.computeIfAbsent(account, ignored -> ConcurrentHashMap.newKeySet())
                .add(passage);
    }

    void leave(AccountId account, Passage passage) {
        Set<Passage> line = waiting.get(account);
        if (line != null) {
            line.remove(passage);
        }
    }

    /** Drops every matching call of the account that has not departed; the number of those dropped. */
    int takeOut(AccountId account, Predicate<Passage> which, String why) {
        Set<Passage> line = waiting.getOrDefault(account, Set.of());
        return (int)
                line.stream().filter(which).filter(passage -> passage.drop(why)).count();
    }

    /** Drops every call that the desk objects to by now; the number of those dropped. */
    int reconsider() {
        return (int) waiting.values().stream()
                .flatMap(Set::stream)
                .filter(Passage::dropIfObjected)
                .count();
    }
}
