package dev.portcullis.pipeline;

import dev.portcullis.identity.FailureThrottle;
import dev.portcullis.identity.FailureThrottle.Slowdown;
import dev.portcullis.identity.RefusalCounts;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/**
 * Turns away who is not known: recorded in bursts, and who keeps failing from one address is told so, a second late.
 * Nobody else from that address waits, for many bots share one, and a good caller never comes here.
 */
final class Strangers {
    private static final String TOO_MANY = "too-many-failures";

    private final RefusalCounts counts;
    private final FailureThrottle throttle;
    private final Race race;

    Strangers(RefusalCounts counts, FailureThrottle throttle, Race race) {
        this.counts = counts;
        this.throttle = throttle;
        this.race = race;
    }

    /** Answers a caller that did not prove who it is. */
    Future<Answer> turnAway(Call call, Rejection rejection) {
        if (!isFailure(rejection)) {
            counts.refused(call.origin().peer(), CallBook.wordOf(rejection));
            return Future.succeededFuture(new Answer.Refused(rejection));
        }
        Slowdown slowdown = throttle.failed(call.origin().peer());
        if (!slowdown.isOne()) {
            counts.refused(call.origin().peer(), CallBook.wordOf(rejection));
            return Future.succeededFuture(new Answer.Refused(rejection));
        }
        counts.refused(call.origin().peer(), TOO_MANY);
        Answer late = new Answer.Refused(tooMany(call, rejection, slowdown));
        return race.pause(
                        TimeUnit.MILLISECONDS.toNanos(slowdown.delayMillis()),
                        call.origin().home())
                .map(late);
    }

    /** Who signed well and is late, or too busy, has proven who it is. */
    private static boolean isFailure(Rejection rejection) {
        return rejection instanceof Rejection.Unauthenticated || rejection instanceof Rejection.BadSignature;
    }

    private static Rejection tooMany(Call call, Rejection rejection, Slowdown slowdown) {
        long seconds = TimeUnit.MILLISECONDS.toSeconds(slowdown.freeAgainMillis()) + 1;
        return new Rejection.Unauthenticated(rejection.detail() + "; and there were too many failures from "
                + call.origin().peer() + " within a minute, so this answer came a second late; try again in " + seconds
                + " s, with a good token at once");
    }
}
