package dev.portcullis.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks the running gate for one thing and prints its answer. */
abstract class GateCommand implements Callable<Integer> {
    @Mixin
    GateOptions options = new GateOptions();

    private final PrintStream out = System.out;

    @Override
    public final Integer call() {
        Printer printer = new Printer(out, options.json);
        try (AdminClient admin = AdminClient.of(options)) {
            return run(admin, printer);
        }
    }

    /** Does it; the exit code. */
    abstract int run(AdminClient admin, Printer printer);

    /** Prints JSON, or the sentence for a person. */
    static int done(Printer printer, JsonObject answer, String sentence) {
        if (!printer.asJson(answer)) {
            printer.say(sentence);
        }
        return ExitCodes.OK;
    }
}
