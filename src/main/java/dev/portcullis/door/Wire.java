package dev.portcullis.door;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/** What the listener knows of one connection; touched on its event loop only. */
final class Wire {
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final HttpConnection connection;
    private long headTimer;
    private boolean poisoned;

    /** A new connection, which must send its first head in time. */
    Wire(Vertx vertx, HttpConnection connection, Duration headDeadline) {
        this.vertx = vertx;
        this.connection = connection;
        this.headTimer = vertx.setTimer(headDeadline.toMillis(), late -> connection.close());
    }

    /** A head has come; from now on the idle timeout watches. */
    void headArrived() {
        if (headTimer != NO_TIMER) {
            vertx.cancelTimer(headTimer);
            headTimer = NO_TIMER;
        }
    }

    /** Marks the connection: whatever its parser still finds in what was received is not a request any more. */
    void poison() {
        poisoned = true;
    }

    boolean isPoisoned() {
        return poisoned;
    }

    void close() {
        connection.close();
    }

    void gone() {
        headArrived();
    }
}
