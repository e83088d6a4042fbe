package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the ledger says, and whether it can be believed. */
@Command(
        name = "audit",
        description = "what the ledger says, and whether it can be believed",
        subcommands = {AuditVerifyCommand.class, AuditCommands.Trace.class, AuditCommands.Tail.class})
final class AuditCommands {
    @Command(name = "trace", description = "all records of one order")
    static final class Trace extends GateCommand {
        @Parameters(paramLabel = "ORDERLINKID")
        String orderLinkId = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.get("/admin/audit/trace/" + orderLinkId);
            return printRecords(answer, printer);
        }
    }

    @Command(name = "tail", description = "the last records")
    static final class Tail extends GateCommand {
        @Option(names = "--records", paramLabel = "N", defaultValue = "20")
        int records = 20;

        @Override
        int run(AdminClient admin, Printer printer) {
            return printRecords(admin.get("/admin/audit/tail?records=" + records), printer);
        }
    }

    private static int printRecords(JsonObject answer, Printer printer) {
        if (!printer.asJson(answer)) {
            answer.getJsonArray("records").forEach(record -> printer.say(((JsonObject) record).encode()));
        }
        return answer.getJsonArray("records").isEmpty() ? ExitCodes.REFUSED_OR_FAILED : ExitCodes.OK;
    }
}
