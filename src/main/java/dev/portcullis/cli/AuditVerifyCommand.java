package dev.portcullis.cli;

import dev.portcullis.ledger.LedgerVerifier;
import dev.portcullis.ledger.Verdict;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether the ledger can be believed. */
@Command(
        name = "verify",
        description = "look for edits, deletions, insertions, swaps and cuts; reads only, also beside a running gate;"
                + " exits 0 whole, 1 tampered, 3 torn tail only")
final class AuditVerifyCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "default: $$PORTCULLIS_DATA, else ./data")
    @Nullable
    Path data;

    @Option(names = "--witness", paramLabel = "FILE", description = "checkpoints that were kept elsewhere")
    @Nullable
    Path witness;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    @Override
    public Integer call() throws IOException {
        Path ledger = GateOptions.dataDirectory(data).resolve("ledger");
        Verdict verdict = LedgerVerifier.verify(ledger, Optional.ofNullable(witness));
        JsonObject answer = new JsonObject().put("verdict", kind(verdict)).put("words", verdict.words());
        String line = json ? answer.encodePrettily() : kind(verdict) + ": " + verdict.words();
        System.out.println(line);
        return exitCode(verdict);
    }

    private static String kind(Verdict verdict) {
        if (verdict instanceof Verdict.Whole) {
            return "whole";
        }
        return verdict instanceof Verdict.TornTail ? "torn tail" : "tampered";
    }

    private static int exitCode(Verdict verdict) {
        if (verdict instanceof Verdict.Whole) {
            return ExitCodes.OK;
        }
        return verdict instanceof Verdict.TornTail ? ExitCodes.TORN_TAIL : ExitCodes.REFUSED_OR_FAILED;
    }
}
