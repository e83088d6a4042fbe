package dev.portcullis.cli;

import dev.portcullis.credential.RsaKeyPair;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Makes the pair of a self-generated key; needs no running gate. Standard output gets the public half and nothing else,
 * so that it can be redirected into a file; what to do with it goes to standard error.
 */
@Command(name = "generate-rsa", description = "make an RSA key pair; prints the public half, which goes to Bybit")
final class GenerateRsaCommand implements Callable<Integer> {
    private static final int SHORT_BITS = 2_048;
    private static final int LONG_BITS = 4_096;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where the private half goes: a new file, mode 0600")
    Path out = Path.of("");

    @Option(
            names = "--bits",
            paramLabel = "N",
            defaultValue = "2048",
            description = "2048 or 4096, which signs six times slower (default: $${DEFAULT-VALUE})")
    int bits = SHORT_BITS;

    @Option(names = "--json", description = "print JSON instead of PEM")
    boolean json;

    @Override
    public Integer call() {
        if (bits != SHORT_BITS && bits != LONG_BITS) {
            throw new ParameterException(spec.commandLine(), "--bits: expected 2048 or 4096, got " + bits);
        }
        try (RsaKeyPair pair = RsaKeyPair.generate(bits, new SecureRandom())) {
            PrivateFile.write(out, pair.privatePem());
            print(pair.publicPem(), System.out);
        }
        explain(System.err);
        return ExitCodes.OK;
    }

    private void print(String publicPem, PrintStream output) {
        if (json) {
            output.println(new JsonObject()
                    .put("publicKey", publicPem)
                    .put("privateKeyFile", out.toString())
                    .put("bits", bits)
                    .encodePrettily());
        } else {
            output.print(publicPem);
            output.flush();
        }
    }

    private void explain(PrintStream people) {
        people.println("the private half is in " + out + " (mode 0600); it never goes to Bybit");
        people.println("1. at Bybit: API, Create New Key, Self-generated API Key; paste the public half, BEGIN and END"
                + " lines included; rights and addresses as docs/keys.md says");
        people.println("2. here: portcullis key put ACCOUNT --api-key K --rsa-key " + out
                + "    (K is the API key that Bybit then shows)");
        people.println("3. shred -u " + out + "    once the gate has it, sealed");
    }
}
