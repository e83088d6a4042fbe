package dev.portcullis.budget;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The flows that one window holds back, best rank first. Background calls, which establish what became of orders, come
 * next after the cancels once every {@link #BACKGROUND_FLOOR_NANOS}, so that a flood of reads cannot starve them.
 */
final class Line {
    static final long BACKGROUND_FLOOR_NANOS = 200_000_000L;

    private final NavigableSet<Flow> foreground = new TreeSet<>(Comparator.comparing(Flow::rank));
    private final NavigableSet<Flow> background = new TreeSet<>(Comparator.comparing(Flow::rank));
    private long backgroundDueNanos = Long.MIN_VALUE;

    boolean isEmpty() {
        return foreground.isEmpty() && background.isEmpty();
    }

    void add(Flow flow) {
        sideOf(flow).add(flow);
    }

    void remove(Flow flow) {
        sideOf(flow).remove(flow);
    }

    /** Whose turn is next; null when the line is empty. */
    @Nullable
    Flow first(long nowNanos) {
        if (background.isEmpty()) {
            return foreground.isEmpty() ? null : foreground.first();
        }
        if (foreground.isEmpty() || isBackgroundDue(foreground.first(), nowNanos)) {
            return background.first();
        }
        return foreground.first();
    }

    /** Notes that a call of that class was served, from the line or past it. */
    void served(Priority priority, long nowNanos) {
        if (priority == Priority.BACKGROUND) {
            backgroundDueNanos = nowNanos + BACKGROUND_FLOOR_NANOS;
        }
    }

    /** How many calls stand in it. */
    int waiting() {
        return waiting(foreground) + waiting(background);
    }

    private boolean isBackgroundDue(Flow best, long nowNanos) {
        return best.priority() != Priority.CANCEL && backgroundDueNanos <= nowNanos;
    }

    private NavigableSet<Flow> sideOf(Flow flow) {
        return flow.priority() == Priority.BACKGROUND ? background : foreground;
    }

    private static int waiting(NavigableSet<Flow> flows) {
        return flows.stream().mapToInt(Flow::size).sum();
    }
}
