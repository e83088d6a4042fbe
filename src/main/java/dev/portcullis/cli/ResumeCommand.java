package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets orders pass again. */
@Command(name = "resume", description = "let orders pass again that were halted in exactly these words")
final class ResumeCommand extends GateCommand {
    @Mixin
    HaltOptions what = new HaltOptions();

    @Override
    int run(AdminClient admin, Printer printer) {
        JsonObject answer = admin.post("/admin/resume", what.toJson());
        return done(printer, answer, "resumed: " + what);
    }
}
