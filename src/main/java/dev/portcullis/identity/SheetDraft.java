package dev.portcullis.identity;

import dev.portcullis.identity.DeskChange.Kind;
import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects the small plans that bring a desk to a sheet into one: removals come last, one objection refuses all. */
final class SheetDraft {
    private static final int OBJECTIONS_SHOWN_MAX = 20;

    private final List<DeskChange> changes = new ArrayList<>();
    private final List<Sql> statements = new ArrayList<>();
    private final List<DeskChange> removals = new ArrayList<>();
    private final List<Sql> removing = new ArrayList<>();
    private final List<DeskChange> kept = new ArrayList<>();
    private final List<String> next = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();

    /** A line for people; {@link #make} does it. */
    void say(Kind kind, String subject, String detail, Optional<String> widens) {
        changes.add(new DeskChange(kind, subject, detail, widens));
    }

    /** What makes the lines true that were said. */
    void make(Plan<?> plan) {
        collect(plan, statements);
    }

    void remove(String subject, String detail, Plan<?> plan) {
        removals.add(DeskChange.narrow(Kind.REMOVE, subject, detail));
        collect(plan, removing);
    }

    void keep(String subject, String why) {
        kept.add(DeskChange.narrow(Kind.KEEP, subject, why));
    }

    void object(String objection) {
        objections.add(objection);
    }

    /** What a person still has to do. */
    void leave(String sentence) {
        next.add(sentence);
    }

    private void collect(Plan<?> plan, List<Sql> into) {
        if (plan.result() instanceof DeskResult.Refused<?> refused) {
            objections.add(refused.message());
        }
        into.addAll(plan.statements());
    }

    Plan<AppliedSheet> plan() {
        if (!objections.isEmpty()) {
            return Plan.refuse(Reason.CONFLICT, "nothing was changed:\n  " + String.join("\n  ", shownObjections()));
        }
        List<DeskChange> all =
                Stream.of(changes, removals, kept).flatMap(List::stream).toList();
        List<Sql> everything =
                Stream.concat(statements.stream(), removing.stream()).toList();
        return new Plan<>(everything, new DeskResult.Done<>(new AppliedSheet(all, next), List.of()));
    }

    private List<String> shownObjections() {
        if (objections.size() <= OBJECTIONS_SHOWN_MAX) {
            return objections;
        }
        List<String> shown = new ArrayList<>(objections.subList(0, OBJECTIONS_SHOWN_MAX));
        shown.add("and " + (objections.size() - OBJECTIONS_SHOWN_MAX) + " more");
        return shown;
    }
}
