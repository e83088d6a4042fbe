package dev.portcullis.budget;

import dev.portcullis.model.Rejection;
import io.vertx.core.Future;

/** The place of a call that got its answer as it entered, and so can no longer leave. */
record SettledPlace(Future<Turn> turn) implements Place {
    static SettledPlace granted(Turn turn) {
        return new SettledPlace(Future.succeededFuture(turn));
    }

    static SettledPlace refused(Rejection why) {
        return new SettledPlace(Future.failedFuture(why.asException()));
    }

    @Override
    public boolean leave(Rejection why) {
        return false;
    }
}
