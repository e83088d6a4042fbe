package dev.portcullis.upstream;

import dev.portcullis.model.RejectedException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Says what went wrong on the way in words for a person. The text of an exception is shown only where it cannot hold
 * what was sent.
 */
final class FailureWords {
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
    private static final int TEXT_MAX = 160;

    private FailureWords() {}

    static String of(Throwable failure) {
        if (failure instanceof Mishap mishap) {
            return mishap.why();
        }
        if (failure instanceof RejectedException rejected) {
            return String.valueOf(rejected.getMessage());
        }
        if (failure instanceof UnknownHostException) {
            return "its name cannot be resolved; check DNS";
        }
        if (failure instanceof SSLException) {
            return "TLS failed: " + printable(root(failure));
        }
        if (failure instanceof ConnectException) {
            return "it does not accept connections: " + printable(failure);
        }
        if (failure instanceof TimeoutException) {
            return "it took too long";
        }
        if (failure instanceof HttpClosedException) {
            return "the connection was closed";
        }
        if (failure instanceof IOException) {
            return "the connection broke: " + printable(failure);
        }
        return "it failed with " + failure.getClass().getSimpleName();
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause == failure ? failure : root(cause);
    }

    private static String printable(Throwable failure) {
        String text = UNPRINTABLE.matcher(String.valueOf(failure.getMessage())).replaceAll("?");
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "...";
    }
}
