package dev.portcullis.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

/** Checks what usually goes wrong and says what to do. */
@Command(name = "doctor", description = "check clock, keys, reachability, rights and files, and say what to do")
final class DoctorCommand extends GateCommand {
    @Override
    int run(AdminClient admin, Printer printer) {
        JsonObject answer = admin.get("/admin/doctor");
        JsonArray findings = answer.getJsonArray("findings");
        if (!printer.asJson(answer)) {
            printer.rows(findings, "nothing was checked", "check", "severity", "what", "remedy");
            printer.say("");
            printer.rows(answer.getJsonArray("keys"), "no keys yet", KeyCommands.COLUMNS);
        }
        boolean sick = findings.stream()
                .map(JsonObject.class::cast)
                .anyMatch(finding -> "error".equals(finding.getString("severity")));
        return sick ? ExitCodes.REFUSED_OR_FAILED : ExitCodes.OK;
    }
}
