package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The certificates by which clients are known at a listener with TLS. */
@Command(
        name = "cert",
        description = "the certificates by which clients are known",
        subcommands = {ClientCertCommands.Add.class, ClientCertCommands.ListAll.class, ClientCertCommands.Remove.class})
final class ClientCertCommands {
    private ClientCertCommands() {}

    /** The text of a certificate's file; it is no secret. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure("cannot read the certificate " + file + "; name its PEM file (" + e + ")");
        }
    }

    @Command(name = "add", description = "know a client by its certificate; one renewed with the same key goes on")
    static final class Add extends GateCommand {
        @Parameters(paramLabel = "CLIENT")
        String client = "";

        @Option(names = "--file", required = true, paramLabel = "FILE", description = "the certificate, PEM, no key")
        Path file = Path.of("");

        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.post(
                    "/admin/clients/" + client + "/certificates", new JsonObject().put("certificate", read(file)));
            return done(
                    printer,
                    answer,
                    client + " is known by " + answer.getString("id") + " (" + answer.getString("subject")
                            + "); the listener must ask for it: listen.tls.client-certificates");
        }
    }

    @Command(name = "list", description = "all certificates of all clients")
    static final class ListAll extends GateCommand {
        @Override
        int run(AdminClient admin, Printer printer) {
            JsonObject answer = admin.get("/admin/certificates");
            if (!printer.asJson(answer)) {
                printer.rows(
                        answer.getJsonArray("certificates"),
                        "no certificates yet; add one with: client cert add CLIENT --file FILE",
                        "id",
                        "client",
                        "subject",
                        "expiresAt");
            }
            return ExitCodes.OK;
        }
    }

    @Command(name = "remove", description = "know the client by that certificate no more, at once")
    static final class Remove extends GateCommand {
        @Parameters(index = "0", paramLabel = "CLIENT")
        String client = "";

        @Parameters(index = "1", paramLabel = "ID", description = "as client cert list shows it")
        String id = "";

        @Override
        int run(AdminClient admin, Printer printer) {
            return done(
                    printer,
                    admin.delete("/admin/clients/" + client + "/certificates/" + id),
                    client + " is not known by " + id + " any more");
        }
    }
}
