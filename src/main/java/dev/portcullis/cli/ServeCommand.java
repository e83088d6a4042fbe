package dev.portcullis.cli;

import dev.portcullis.gate.Gate;
import dev.portcullis.gate.GatePlace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the gate until it is told to stop. */
@Command(name = "serve", description = "run the gate; SIGTERM lets what is in flight finish")
final class ServeCommand implements Callable<Integer> {
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 10;

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration (default: none, all defaults)")
    @Nullable
    Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "default: $$PORTCULLIS_DATA, else ./data")
    @Nullable
    Path data;

    @Override
    public Integer call() throws InterruptedException {
        GatePlace place = new GatePlace(
                GateOptions.dataDirectory(data),
                config,
                code -> Runtime.getRuntime().halt(code));
        Gate gate = Waiting.forResult(Gate.start(place), START_SECONDS, "the gate did not start");
        System.out.println("listening data " + gate.dataUrl());
        System.out.println("listening admin " + gate.adminUrl());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gate, stopped), "portcullis-stop"));
        stopped.await();
        return ExitCodes.OK;
    }

    private static void stop(Gate gate, CountDownLatch stopped) {
        try {
            Waiting.forResult(gate.stop(), STOP_SECONDS, "the gate did not stop in order");
        } catch (CommandFailure late) {
            System.err.println(late.getMessage());
        } finally {
            stopped.countDown();
        }
    }
}
