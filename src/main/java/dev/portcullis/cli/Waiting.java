package dev.portcullis.cli;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures on the command's own thread, which is no event loop. */
final class Waiting {
    private Waiting() {}

    /** The result; a failure comes as {@link CommandFailure} with its own words. */
    static <T> T forResult(Future<T> future, long seconds, String what) {
        CompletableFuture<T> waiting = future.toCompletionStage().toCompletableFuture();
        try {
            return waiting.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new CommandFailure(what + ": " + messageOf(cause == null ? e : cause));
        } catch (TimeoutException e) {
            throw new CommandFailure(what + ": not done within " + seconds + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(what + ": interrupted");
        }
    }

    private static String messageOf(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
