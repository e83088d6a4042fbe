package dev.portcullis.door.admin;

import dev.portcullis.admin.AuditTrail;
import dev.portcullis.admin.Doctor;
import dev.portcullis.admin.StatusReport;
import dev.portcullis.identity.Role;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The routes that show what was done, what is going on, and what is wrong. */
final class InsightRoutes {
    private static final int TAIL_DEFAULT = 20;

    private final AuditTrail audit;
    private final StatusReport status;
    private final Doctor doctor;
    private final KeyTable keys;

    InsightRoutes(AuditTrail audit, StatusReport status, Doctor doctor, KeyTable keys) {
        this.keys = keys;
        this.audit = audit;
        this.status = status;
        this.doctor = doctor;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get(
                        "/admin/audit/trace/:orderLinkId",
                        Role.VIEWER,
                        wish -> audit.trace(wish.inPath("orderLinkId", OrderLinkId::new))
                                .map(InsightRoutes::records)),
                AdminRoute.get(
                        "/admin/audit/tail",
                        Role.VIEWER,
                        wish -> audit.tail(wish.may("records", InsightRoutes::count)
                                        .orElse(TAIL_DEFAULT))
                                .map(InsightRoutes::records)),
                AdminRoute.get("/admin/status", Role.VIEWER, wish -> Future.succeededFuture(status.toJson())),
                AdminRoute.get(
                        "/admin/doctor",
                        Role.VIEWER,
                        wish -> doctor.examine().map(InsightRoutes::findings).map(this::withKeys)));
    }

    private JsonObject withKeys(JsonObject findings) {
        return findings.put("keys", keys.rows(Optional.empty()));
    }

    private static int count(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("must be a number from 1 to 9999");
        }
        return Integer.parseInt(text);
    }

    private static JsonObject records(List<String> lines) {
        JsonArray records = new JsonArray();
        lines.forEach(line -> records.add(new JsonObject(line)));
        return new JsonObject().put("records", records);
    }

    private static JsonObject findings(List<Doctor.Finding> findings) {
        JsonArray all = new JsonArray();
        findings.forEach(finding -> all.add(new JsonObject()
                .put("check", finding.check())
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("what", finding.what())
                .put("remedy", finding.remedy())));
        return new JsonObject().put("findings", all);
    }
}
