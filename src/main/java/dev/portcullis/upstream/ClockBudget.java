package dev.portcullis.upstream;

import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Reply;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The share of the egress address's window that asking for the time takes; adapted to the budgets by the gate. */
@FunctionalInterface
public interface ClockBudget {
    /**
     * Runs the request when the window has room and hands its reply on; fails, without having run it, when there was no
     * room in time.
     */
    Future<Reply> inTurn(EnvironmentId environment, Supplier<Future<Reply>> request);
}
