package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

/** Prints the desk as a file. */
@Command(
        name = "export",
        description = "print the whole desk but its secrets as YAML, for `apply`; two of them diff well")
final class ExportCommand extends GateCommand {
    @Override
    int run(AdminClient admin, Printer printer) {
        JsonObject answer = admin.get("/admin/desk");
        if (!printer.asJson(answer)) {
            System.out.print(answer.getString("yaml"));
        }
        return ExitCodes.OK;
    }
}
