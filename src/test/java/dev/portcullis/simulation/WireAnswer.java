package dev.portcullis.simulation;

import io.vertx.core.json.JsonObject;

/** What the exchange, or something in front of it, sends back. */
record WireAnswer(int status, String body) {
    static WireAnswer of(int retCode, String retMsg, JsonObject result, JsonObject extInfo, long timeMillis) {
        JsonObject envelope = new JsonObject()
                .put("retCode", retCode)
                .put("retMsg", retMsg)
                .put("result", result)
                .put("retExtInfo", extInfo)
                .put("time", timeMillis);
        return new WireAnswer(200, envelope.encode());
    }

    static WireAnswer refusal(int retCode, String retMsg, long timeMillis) {
        return of(retCode, retMsg, new JsonObject(), new JsonObject(), timeMillis);
    }
}
