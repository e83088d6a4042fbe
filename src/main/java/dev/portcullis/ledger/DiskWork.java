package dev.portcullis.ledger;

import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the disk away from the event loops and brings the answer home. */
final class DiskWork {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWork.class);
    private static final Rejection CANNOT_TELL = new Rejection.NotSent(
            "the ledger's past cannot be read, so the gate cannot tell whether the order was there before, and nothing"
                    + " was sent; look at the gate's log and at the disk of the data directory");

    private final Executor disk;

    /** @param disk rejects what it has no room for */
    DiskWork(Executor disk) {
        this.disk = disk;
    }

    <T> Future<T> ask(Callable<T> question, Executor home) {
        Promise<T> answer = Promise.promise();
        try {
            disk.execute(() -> answer(question, answer, home));
        } catch (RejectedExecutionException tooMany) {
            return Future.failedFuture(new Rejection.NotSent(
                            "too many orders are looked up in the ledger, so nothing was sent and the same request may"
                                    + " be tried again; the disk of the data directory does not keep up")
                    .asException());
        }
        return answer.future();
    }

    private static <T> void answer(Callable<T> question, Promise<T> answer, Executor home) {
        Runnable completion;
        try {
            T found = question.call();
            completion = () -> answer.complete(found);
        } catch (IOException unreadable) {
            LOG.error("the ledger's past cannot be read", unreadable);
            completion = () -> answer.fail(CANNOT_TELL.asException());
        } catch (Exception bug) {
            completion = () -> answer.fail(bug);
        }
        try {
            home.execute(completion);
        } catch (RejectedExecutionException loopHasClosed) {
            // the caller's loop has ended and its call with it: nobody is left to tell
            completion.run();
        }
    }
}
