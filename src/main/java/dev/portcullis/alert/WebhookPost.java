package dev.portcullis.alert;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Brings one body to a webhook, once. */
@FunctionalInterface
public interface WebhookPost {
    /** Completes with the status of the answer; fails with a {@link WebhookFailure} when there is none. */
    Future<Integer> post(JsonObject body);
}
