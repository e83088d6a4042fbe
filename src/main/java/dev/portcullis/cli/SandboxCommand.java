package dev.portcullis.cli;

import dev.portcullis.sandbox.Sandbox;
import dev.portcullis.sandbox.SandboxSettings;
import dev.portcullis.sandbox.access.KeysFile;
import dev.portcullis.sandbox.limit.LimitPolicy;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the simulator alone. */
@Command(name = "sandbox", description = "run the simulator of Bybit's v5 API alone, until it is stopped")
final class SandboxCommand implements Callable<Integer> {
    private static final long START_SECONDS = 30;
    private static final int PORT_DEFAULT = 18_080;

    @Option(names = "--port", paramLabel = "N", description = "of the REST door, 0 picks a free one; default 18080")
    int port = PORT_DEFAULT;

    @Option(names = "--keys", paramLabel = "FILE", description = "accounts and keys, YAML or JSON")
    @Nullable
    Path keys;

    @Option(names = "--limits", paramLabel = "L", defaultValue = "real", description = "real, none or xN")
    String limits = "real";

    @Override
    public Integer call() throws IOException, InterruptedException {
        SandboxSettings settings = SandboxSettings.defaults()
                .with(new SandboxSettings.Sockets("127.0.0.1", port, 0))
                .with(policy(limits));
        if (keys != null) {
            settings = settings.with(KeysFile.read(keys));
        }
        Sandbox sandbox =
                Waiting.forResult(Sandbox.start(Vertx.vertx(), settings), START_SECONDS, "the simulator did not start");
        System.out.println("listening rest " + sandbox.restUrl());
        System.out.println("listening control " + sandbox.controlUrl());
        new CountDownLatch(1).await();
        return ExitCodes.OK;
    }

    static LimitPolicy policy(String word) {
        try {
            return LimitPolicy.parse(word);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--limits: " + e.getMessage());
        }
    }
}
