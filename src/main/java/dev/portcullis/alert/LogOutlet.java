package dev.portcullis.alert;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes each notice as one line of the log, with its parts as fields. */
public final class LogOutlet implements AlertOutlet {
    private static final Logger LOG = LoggerFactory.getLogger(LogOutlet.class);

    @Override
    public void tell(AlertNotice notice) {
        LOG.atLevel(levelOf(notice))
                .addKeyValue("alert", notice.kind().text())
                .addKeyValue("severity", notice.kind().severity().text())
                .addKeyValue("subject", notice.subject())
                .addKeyValue("state", notice.state().text())
                .addKeyValue("since", notice.since().toString())
                .addKeyValue("test", notice.test())
                .log(lineOf(notice));
    }

    private static Level levelOf(AlertNotice notice) {
        if (notice.state() == AlertState.CLEARED) {
            return Level.INFO;
        }
        return notice.kind().severity() == Severity.CRITICAL ? Level.ERROR : Level.WARN;
    }

    private static String lineOf(AlertNotice notice) {
        String about = notice.kind().text() + " " + notice.subject();
        return notice.state() == AlertState.CLEARED
                ? "alert over: " + about + ", which stood since " + notice.since()
                : "alert: " + about + ": " + notice.words() + "; what to do: "
                        + notice.kind().remedy() + " (" + notice.kind().runbook() + ")";
    }

    @Override
    public Future<OutletReport> test(AlertNotice notice) {
        tell(notice);
        return Future.succeededFuture(
                new OutletReport("log", true, "one line was written at level " + levelOf(notice)));
    }
}
