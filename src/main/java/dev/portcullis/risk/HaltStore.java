package dev.portcullis.risk;

import io.vertx.core.Future;
import java.util.List;

/** Where halts outlive the process. */
public interface HaltStore {
    /** All halts that stand. */
    Future<List<Halt>> all();

    /** Keeps a halt, in place of an earlier one of the same scope. */
    Future<Void> put(Halt halt);

    /** Forgets the halt of that scope, if there is one. */
    Future<Void> remove(HaltScope scope);
}
