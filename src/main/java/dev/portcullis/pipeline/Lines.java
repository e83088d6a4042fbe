package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The creates and amends that have not departed yet, so that a cancel or a halt can take them out first; in the order
 * in which they came, for whatever replays must take them out in the same order again (design invariant 11).
 */
final class Lines {
    private final Map<AccountId, Waiting> waiting = new ConcurrentHashMap<>();

    void join(AccountId account, Passage passage) {
        waiting.computeIfAbsent(account, ignored -> new Waiting()).add(passage);
    }

    void leave(AccountId account, Passage passage) {
        Waiting line = waiting.get(account);
        if (line != null) {
            line.remove(passage);
        }
    }

    /** Drops every matching call of the account that has not departed; the number of those dropped. */
    int takeOut(AccountId account, Predicate<Passage> which, String why) {
        Waiting line = waiting.get(account);
        return line == null
                ? 0
                : (int) line.now().stream()
                        .filter(which)
                        .filter(passage -> passage.drop(why))
                        .count();
    }

    /** Drops every call that the desk objects to by now; the number of those dropped. */
    int reconsider() {
        return (int) waiting.values().stream()
                .flatMap(line -> line.now().stream())
                .filter(Passage::dropIfObjected)
                .count();
    }

    /** The calls of one account. */
    private static final class Waiting {
        private final Set<Passage> passages = new LinkedHashSet<>();

        synchronized void add(Passage passage) {
            passages.add(passage);
        }

        synchronized void remove(Passage passage) {
            passages.remove(passage);
        }

        /** Those that wait now; dropping one of them wakes others, which must not happen under the lock. */
        synchronized List<Passage> now() {
            return List.copyOf(passages);
        }
    }
}
