package dev.portcullis.gate;

import dev.portcullis.alert.AlertOutlet;
import dev.portcullis.alert.AlertTime;
import dev.portcullis.alert.Alerts;
import dev.portcullis.alert.HttpWebhook;
import dev.portcullis.alert.LogOutlet;
import dev.portcullis.alert.MeterOutlet;
import dev.portcullis.alert.NoWebhook;
import dev.portcullis.alert.WebhookOutlet;
import dev.portcullis.config.AlertSettings;
import java.util.List;
import java.util.Optional;

/** The alerts of a running gate with their ways out: the log, the meters, and the webhook if there is one. */
record AlertHouse(Alerts alerts, Optional<HttpWebhook> webhook) {
    static AlertHouse open(Ground ground) {
        AlertSettings settings = ground.settings().current().alerts();
        Ground.Time time = ground.time();
        AlertTime alertTime = new AlertTime(time.wallClock(), time.timers(), time.home());
        Optional<HttpWebhook> webhook = settings.webhook()
                .url()
                .map(url -> new HttpWebhook(
                        ground.vertx(),
                        url,
                        settings.webhook().tokenFile(),
                        settings.webhook().timeout()));
        AlertOutlet told = webhook.<AlertOutlet>map(post -> new WebhookOutlet(
                        post, settings.gateName(), alertTime, time.nanoTicker(), ground.meters()::alertNotDelivered))
                .orElseGet(NoWebhook::new);
        Alerts alerts = new Alerts(
                alertTime, settings.repeat(), List.of(new LogOutlet(), new MeterOutlet(ground.meters()), told));
        MeterOutlet.follow(ground.meters(), alerts);
        return new AlertHouse(alerts, webhook);
    }

    /** Tells of nothing any more. */
    void close() {
        alerts.close();
        webhook.ifPresent(HttpWebhook::close);
    }
}
