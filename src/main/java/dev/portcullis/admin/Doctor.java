package dev.portcullis.admin;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Examines what usually goes wrong and says of each thing what to do. */
public final class Doctor {
    /** How bad it is. */
    public enum Severity {
        OK,
        NOTE,
        WARNING,
        ERROR
    }

    /**
     * What one check found.
     *
     * @param check what was looked at
     * @param what what is so
     * @param remedy what to do about it; empty when nothing
     */
    public record Finding(String check, Severity severity, String what, String remedy) {
        /** All is well. */
        public static Finding ok(String check, String what) {
            return new Finding(check, Severity.OK, what, "");
        }
    }

    private final List<Supplier<Future<List<Finding>>>> checks;

    /** @param checks each looks at one thing; run one after another, in this order */
    public Doctor(List<Supplier<Future<List<Finding>>>> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Runs every check; one that fails is a finding itself. */
    public Future<List<Finding>> examine() {
        Future<List<Finding>> all = Future.succeededFuture(new ArrayList<>());
        for (Supplier<Future<List<Finding>>> check : checks) {
            all = all.compose(found -> check.get()
                    .otherwise(failed -> List.of(new Finding(
                            "doctor",
                            Severity.ERROR,
                            "a check failed: " + failed.getMessage(),
                            "look at the gate's log")))
                    .map(more -> joined(found, more)));
        }
        return all;
    }

    private static List<Finding> joined(List<Finding> found, List<Finding> more) {
        List<Finding> both = new ArrayList<>(found);
        both.addAll(more);
        return both;
    }
}
