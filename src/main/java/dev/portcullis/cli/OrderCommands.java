package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person can do for single orders. */
@Command(
        name = "order",
        description = "end an order whose outcome nothing can prove",
        subcommands = {OrderCommands.Resolve.class})
final class OrderCommands {
    @Command(
            name = "resolve",
            description = "say what became of an order that stays unknown, after looking at Bybit itself")
    static final class Resolve extends GateCommand {
        @Parameters(paramLabel = "ORDERLINKID")
        String orderLinkId = "";

        @Option(
                names = "--as",
                required = true,
                paramLabel = "placed|not-placed",
                description = "placed: it is or was at Bybit; not-placed: it never was")
        String verdict = "";

        @Option(names = "--reason", required = true, paramLabel = "R", description = "what was seen, and where")
        String reason = "";

        @Option(names = "--account", paramLabel = "A", description = "where several accounts have such an order")
        @Nullable
        String account;

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject wish = new JsonObject().put("as", verdict).put("reason", reason);
            if (account != null) {
                wish.put("account", account);
            }
            JsonObject answer = admin.post("/admin/orders/" + orderLinkId + "/resolve", wish);
            return done(printer, answer, "order " + orderLinkId + " is " + answer.getString("outcome") + " now");
        }
    }
}
