package dev.portcullis.identity;

import java.util.List;

/**
 * What an {@code apply} does, or would do.
 *
 * @param changes in the order in which they are made, removals last; then what is kept
 * @param next what is still to be done by a person, one sentence each: secrets are on no sheet
 */
public record AppliedSheet(List<DeskChange> changes, List<String> next) {
    /** Keeps copies. */
    public AppliedSheet {
        changes = List.copyOf(changes);
        next = List.copyOf(next);
    }

    /** Whether the desk is another one afterwards. */
    public boolean changesSomething() {
        return changes.stream().anyMatch(DeskChange::isChange);
    }
}
