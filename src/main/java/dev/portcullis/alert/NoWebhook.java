package dev.portcullis.alert;

import io.vertx.core.Future;

/** Stands where a webhook would, when the configuration names none, and says so to whoever tests. */
public final class NoWebhook implements AlertOutlet {
    @Override
    public void tell(AlertNotice notice) {
        // the log and the meters have it
    }

    @Override
    public Future<OutletReport> test(AlertNotice notice) {
        String words = "none is configured; to have one, name it in alerts.webhook.url and restart the gate";
        return Future.succeededFuture(new OutletReport("webhook", true, words));
    }
}
