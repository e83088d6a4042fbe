package dev.portcullis.door.admin;

import dev.portcullis.admin.AlertAdmin;
import dev.portcullis.alert.AlertKind;
import dev.portcullis.alert.OutletReport;
import dev.portcullis.alert.StandingAlert;
import dev.portcullis.identity.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The routes about alerts: what stands, an end to it, and a test of the ways out. */
final class AlertRoutes {
    private final AlertAdmin alerts;

    AlertRoutes(AlertAdmin alerts) {
        this.alerts = alerts;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/admin/alerts", Role.VIEWER, wish -> Future.succeededFuture(list())),
                AdminRoute.post("/admin/alerts/test", Role.OPERATOR, this::test),
                AdminRoute.post("/admin/alerts/clear", Role.OPERATOR, this::clear));
    }

    private JsonObject list() {
        return new JsonObject()
                .put(
                        "alerts",
                        new JsonArray(alerts.standing().stream()
                                .map(StandingAlert::toJson)
                                .toList()));
    }

    private Future<JsonObject> test(Wish wish) {
        AlertKind kind = wish.may("kind", AlertRoutes::kind).orElse(AlertKind.KEY_UNHEALTHY);
        return alerts.test(wish.operator(), kind)
                .map(reports -> new JsonObject()
                        .put("kind", kind.text())
                        .put("works", reports.stream().allMatch(OutletReport::works))
                        .put(
                                "outlets",
                                new JsonArray(
                                        reports.stream().map(AlertRoutes::json).toList())));
    }

    private Future<JsonObject> clear(Wish wish) {
        AlertKind kind = wish.need("kind", AlertRoutes::kind);
        return alerts.clear(wish.operator(), kind, wish.need("subject", text -> text))
                .map(over -> over.toJson().put("cleared", true));
    }

    private static AlertKind kind(String word) {
        return AlertKind.ofText(word)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(AlertKind.values()).map(AlertKind::text).collect(Collectors.joining(", "))));
    }

    private static JsonObject json(OutletReport report) {
        return new JsonObject()
                .put("outlet", report.outlet())
                .put("works", report.works())
                .put("what", report.words());
    }
}
