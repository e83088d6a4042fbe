package dev.portcullis.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the gate warns of, and whether its warnings arrive. */
@Command(
        name = "alert",
        description = "what the gate warns of, and whether its warnings arrive",
        subcommands = {AlertCommands.ListStanding.class, AlertCommands.Test.class, AlertCommands.Clear.class})
final class AlertCommands {
    @Command(name = "list", description = "the alerts that stand, with what to do about each")
    static final class ListStanding extends GateCommand {
        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.get("/admin/alerts");
            if (!printer.asJson(answer)) {
                printer.alerts(answer.getJsonArray("alerts", new JsonArray()));
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "test", description = "send a test through every outlet and say what each did with it")
    static final class Test extends GateCommand {
        @Parameters(
                paramLabel = "KIND",
                arity = "0..1",
                description = "which kind the test looks like; key-unhealthy without one")
        @Nullable
        String kind;

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post("/admin/alerts/test", new JsonObject().put("kind", kind));
            if (!printer.asJson(answer)) {
                answer.getJsonArray("outlets", new JsonArray()).stream()
                        .map(JsonObject.class::cast)
                        .forEach(outlet -> printer.say(outlet.getString("outlet") + ": " + outlet.getString("what")));
            }
            return answer.getBoolean("works", false) ? ExitCodes.OK : ExitCodes.REFUSED_OR_FAILED;
        }
    }

    @Command(
            name = "clear",
            description = "end an alert whose cause you have looked into; it comes back when its cause is still there")
    static final class Clear extends GateCommand {
        @Parameters(paramLabel = "KIND", index = "0", description = "as alert list shows it")
        String kind = "";

        @Parameters(paramLabel = "SUBJECT", index = "1", description = "as alert list shows it, in quotation marks")
        String subject = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post(
                    "/admin/alerts/clear", new JsonObject().put("kind", kind).put("subject", subject));
            return done(
                    printer,
                    answer,
                    "over: " + kind + " " + subject + ", which stood since " + answer.getString("since"));
        }
    }
}
