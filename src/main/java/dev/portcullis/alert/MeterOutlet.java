package dev.portcullis.alert;

import dev.portcullis.metrics.Meters;
import io.vertx.core.Future;

/** Counts what is raised; how many stand is read from {@link Alerts} itself when the meters are scraped. */
public final class MeterOutlet implements AlertOutlet {
    private final Meters meters;

    /** Every kind is at zero, so that a rule sees the first one. */
    public MeterOutlet(Meters meters) {
        this.meters = meters;
        for (AlertKind kind : AlertKind.values()) {
            meters.alertsRaised(kind.text(), 0);
        }
    }

    /** Shows, read at each scrape, how many alerts of each kind stand. */
    public static void follow(Meters meters, Alerts alerts) {
        for (AlertKind kind : AlertKind.values()) {
            meters.alertsStanding(kind.text(), () -> alerts.standing(kind));
        }
    }

    @Override
    public void tell(AlertNotice notice) {
        if (notice.state() == AlertState.RAISED) {
            meters.alertsRaised(notice.kind().text(), 1);
        }
    }

    @Override
    public Future<OutletReport> test(AlertNotice notice) {
        tell(notice);
        String name = "portcullis_alerts_raised_total{kind=\"" + notice.kind().text() + "\"}";
        return Future.succeededFuture(new OutletReport(
                "metrics", true, name + " counts one more; portcullis_alerts stays, for nothing stands"));
    }
}
