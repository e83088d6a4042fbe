package dev.portcullis.admin;

import io.vertx.core.json.JsonObject;

/** What the gate is doing now, for {@code status}. */
@FunctionalInterface
public interface StatusReport {
    /** The live state as JSON. */
    JsonObject toJson();
}
