package dev.portcullis.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the gate is doing now. */
@Command(name = "status", description = "what the gate is doing now")
final class StatusCommand extends GateCommand {
    @Option(names = "--ready", description = "say only whether it serves reads and cancels: exit code 0 or 1")
    boolean readyOnly;

    @Override
    int run(AdminClient admin, Printer printer) {
        if (readyOnly) {
            return ready(admin, printer);
        }
        JsonObject answer = admin.get("/admin/status");
        if (!printer.asJson(answer)) {
            JsonObject rest = answer.copy();
            rest.remove("alerts");
            printer.fields(rest);
            printer.alerts(answer.getJsonArray("alerts", new JsonArray()));
        }
        return ExitCodes.OK;
    }

    /** The open health route answers 503 while it is not ready, which comes as a failure of the command. */
    private static int ready(AdminClient admin, Printer printer) {
        JsonObject answer = admin.get("/health/ready");
        return GateCommand.done(printer, answer, "ready");
    }
}
