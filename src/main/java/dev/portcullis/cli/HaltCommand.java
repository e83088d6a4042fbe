package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops orders. */
@Command(name = "halt", description = "stop orders at once; cancels always pass")
final class HaltCommand extends GateCommand {
    @Mixin
    HaltOptions what = new HaltOptions();

    @Option(
            names = "--mode",
            paramLabel = "M",
            defaultValue = "cancel-only",
            description = "cancel-only (default), or reduce-only: creates with reduceOnly:true pass too")
    String mode = "cancel-only";

    @Override
    int run(AdminClient admin, Printer printer) {
        JsonObject answer = admin.post("/admin/halt", what.toJson().put("mode", mode));
        return done(
                printer,
                answer,
                "halted (" + mode + "): " + what + "; " + answer.getInteger("takenOut", 0)
                        + " waiting orders were taken out of the line; go on with: resume" + what.asOptions());
    }
}
