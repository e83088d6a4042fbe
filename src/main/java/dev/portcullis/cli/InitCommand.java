package dev.portcullis.cli;

import dev.portcullis.gate.Initialisation;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a data directory. */
@Command(name = "init", description = "make a data directory, a master key and the first operator")
final class InitCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 30;

    @Option(names = "--data", paramLabel = "DIR", description = "default: $$PORTCULLIS_DATA, else ./data")
    @Nullable
    Path data;

    @Option(
            names = "--master-key",
            paramLabel = "FILE",
            description = "where the new master key goes; best on another disk (default: DIR/master.key)")
    @Nullable
    Path masterKey;

    @Override
    public Integer call() {
        Vertx vertx = Vertx.vertx();
        try {
            Initialisation.Made made = Waiting.forResult(
                    new Initialisation(vertx, new SecureRandom()).of(GateOptions.dataDirectory(data), masterKey),
                    PATIENCE_SECONDS,
                    "init");
            System.out.println("data directory  " + made.data());
            System.out.println("master key      " + made.masterKey() + "  (back it up apart from the data)");
            System.out.println("operator token  " + made.operatorToken() + "  (of the first operator, admin)");
            System.out.println("next            serve --data " + made.data());
            return ExitCodes.OK;
        } finally {
            Waiting.forResult(vertx.close(), PATIENCE_SECONDS, "closing");
        }
    }
}
