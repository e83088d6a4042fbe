package dev.portcullis.admin;

import dev.portcullis.admin.OperatorLog.Deed;
import dev.portcullis.alert.AlertKind;
import dev.portcullis.alert.Alerts;
import dev.portcullis.alert.OutletReport;
import dev.portcullis.alert.StandingAlert;
import dev.portcullis.identity.OperatorName;
import io.vertx.core.Future;
import java.util.List;

/** Shows the alerts that stand, ends those that only a person can end, and tries their ways out. */
public final class AlertAdmin {
    private final Alerts alerts;
    private final OperatorLog log;

    /** @param log takes what operators do here */
    public AlertAdmin(Alerts alerts, OperatorLog log) {
        this.alerts = alerts;
        this.log = log;
    }

    /** Everything that stands, the worst first. */
    public List<StandingAlert> standing() {
        return alerts.standing();
    }

    /** Sends a test through every outlet; what each did with it. */
    public Future<List<OutletReport>> test(OperatorName by, AlertKind kind) {
        return log.atOnce(new Deed(by, "alert test", kind.text(), ""), () -> alerts.test(kind));
    }

    /** Ends an alert whose cause somebody has looked into; it is raised again when the gate still finds its cause. */
    public Future<StandingAlert> clear(OperatorName by, AlertKind kind, String subject) {
        boolean stands = alerts.standing().stream()
                .anyMatch(alert -> alert.kind() == kind && alert.subject().equals(subject));
        if (!stands) {
            return Future.failedFuture(new AdminRefusal(
                    AdminRefusal.Reason.NOT_FOUND,
                    "no alert " + kind.text() + " about \"" + subject + "\" stands; those that do: alert list"));
        }
        Deed deed = new Deed(by, "alert clear", kind.text() + " " + subject, "");
        return log.atOnce(deed, () -> Future.succeededFuture(alerts.clear(kind, subject)))
                .compose(over -> over.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(
                                new AdminRefusal(AdminRefusal.Reason.NOT_FOUND, "it was over just now"))));
    }
}
