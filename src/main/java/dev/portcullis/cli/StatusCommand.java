package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

/** What the gate is doing now. */
@Command(name = "status", description = "what the gate is doing now")
final class StatusCommand extends GateCommand {
    @Override
    int run(AdminClient admin, Printer printer) {
        JsonObject answer = admin.get("/admin/status");
        if (!printer.asJson(answer)) {
            printer.fields(answer);
        }
        return ExitCodes.OK;
    }
}
