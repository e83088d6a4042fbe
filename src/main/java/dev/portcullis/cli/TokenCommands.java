package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What clients show to say who they are. */
@Command(
        name = "token",
        description = "the tokens of clients",
        subcommands = {TokenCommands.Issue.class, TokenCommands.ListAll.class, TokenCommands.Revoke.class})
final class TokenCommands {
    @Command(name = "issue", description = "make a token; it is shown once and only its hash is kept")
    static final class Issue extends GateCommand {
        @Parameters(paramLabel = "CLIENT")
        String client = "";

        @Option(names = "--ttl", paramLabel = "TIME", defaultValue = "90d", description = "default ${DEFAULT-VALUE}")
        String ttl = "90d";

        @Option(names = "--out", paramLabel = "FILE", description = "write it there (mode 0600) instead of printing")
        @Nullable
        Path out;

        @Option(
                names = "--bind-cert",
                paramLabel = "FILE",
                description = "it works only on connections that show this client certificate (PEM)")
        @Nullable
        Path certificate;

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject wish = new JsonObject().put("ttl", ttl);
            if (certificate != null) {
                wish.put("bindCertificate", ClientCertCommands.read(certificate));
            }
            JsonObject answer = admin.post("/admin/clients/" + client + "/tokens", wish);
            boolean signs = answer.containsKey("secret");
            String shown = answer.getString(signs ? "secret" : "token");
            if (out != null) {
                PrivateFile.write(out, shown + "\n");
                return done(
                        printer,
                        new JsonObject().put("id", answer.getString("id")).put("file", out.toString()),
                        "token " + answer.getString("id") + " of " + client + " written to " + out);
            }
            return done(printer, answer, signs ? "api key " + answer.getString("id") + "\nsecret  " + shown : shown);
        }
    }

    @Command(name = "list", description = "all tokens, never their secret half")
    static final class ListAll extends GateCommand {
        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.get("/admin/tokens");
            if (!printer.asJson(answer)) {
                printer.rows(
                        answer.getJsonArray("tokens"),
                        "no tokens yet; make one with: token issue CLIENT",
                        "id",
                        "client",
                        "expiresAt",
                        "boundTo",
                        "state");
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "revoke", description = "make a token worthless within a second")
    static final class Revoke extends GateCommand {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(printer, admin.delete("/admin/tokens/" + id), "token " + id + " is revoked");
        }
    }
}
