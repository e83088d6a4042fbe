package dev.portcullis.identity;

import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.store.Sql;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A change to the desk, decided but not yet made.
 *
 * @param statements what makes it, in one transaction; empty when it is refused or already so
 * @param result what to answer once they have run
 */
record Plan<T>(List<Sql> statements, DeskResult<T> result) {
    static <T> Plan<T> write(T value, Sql... statements) {
        return new Plan<>(List.of(statements), new DeskResult.Done<>(value, List.of()));
    }

    static <T> Plan<T> refuse(Reason reason, String message) {
        return new Plan<>(List.of(), new DeskResult.Refused<>(reason, message));
    }

    /** The same change with another result and one statement more; a refused change stays as it is. */
    Plan<T> then(UnaryOperator<T> result, Sql statement) {
        if (!(this.result instanceof DeskResult.Done<T> done)) {
            return this;
        }
        List<Sql> all = Stream.concat(statements.stream(), Stream.of(statement)).toList();
        return new Plan<>(all, new DeskResult.Done<>(result.apply(done.value()), done.notes()));
    }

    /** The same change with something to tell the operator. */
    Plan<T> noting(String note) {
        if (result instanceof DeskResult.Done<T> done) {
            return new Plan<>(statements, new DeskResult.Done<>(done.value(), List.of(note)));
        }
        return this;
    }
}
