package dev.portcullis.budget;

import java.util.EnumMap;
import java.util.Map;

/** How many calls of each class wait. */
final class WaitingCount {
    private final Map<Priority, Integer> counts = new EnumMap<>(Priority.class);

    WaitingCount() {
        for (Priority priority : Priority.values()) {
            counts.put(priority, 0);
        }
    }

    int of(Priority priority) {
        return counts.getOrDefault(priority, 0);
    }

    void joined(Priority priority) {
        counts.merge(priority, 1, Integer::sum);
    }

    void left(Priority priority) {
        counts.merge(priority, -1, Integer::sum);
    }

    Map<Priority, Integer> snapshot() {
        return Map.copyOf(counts);
    }
}
