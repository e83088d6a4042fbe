package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.credential.RsaKeyPair;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key generate-rsa}: a working pair, of which only the public half is ever shown. */
final class GenerateRsaTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(words, true, StandardCharsets.UTF_8));
        try {
            return Portcullis.run(arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    @Test
    void theFileHoldsThePrivateHalfOfThePublicOneThatIsPrinted() throws Exception {
        Path file = folder.resolve("alpha.pem");

        assertThat(run("key", "generate-rsa", "--out", file.toString())).isZero();

        PublicKey printed = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(der(output.toString(StandardCharsets.UTF_8))));
        PrivateKey kept =
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(Files.readString(file))));
        Signature signing = Signature.getInstance("SHA256withRSA");
        signing.initSign(kept);
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance("SHA256withRSA");
        verifying.initVerify(printed);
        assertThat(verifying.verify(signature)).isTrue();
        assertThat(((RSAPublicKey) printed).getModulus().bitLength()).isEqualTo(2_048);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void onlyThePublicHalfIsPrintedAndThePersonIsToldTheNextSteps() {
        Path file = folder.resolve("alpha.pem");

        run("key", "generate-rsa", "--out", file.toString());

        assertThat(output.toString(StandardCharsets.UTF_8).lines()).first().isEqualTo("-----BEGIN PUBLIC KEY-----");
        assertThat(output.toString(StandardCharsets.UTF_8).lines()).last().isEqualTo("-----END PUBLIC KEY-----");
        assertThat(output.toString(StandardCharsets.UTF_8) + words.toString(StandardCharsets.UTF_8))
                .doesNotContain("PRIVATE");
        assertThat(words.toString(StandardCharsets.UTF_8))
                .contains("Self-generated", "key put ACCOUNT --api-key K --rsa-key " + file, "shred -u " + file);
    }

    @Test
    void asJsonToo() {
        Path file = folder.resolve("alpha.pem");

        run("key", "generate-rsa", "--out", file.toString(), "--json");

        JsonObject answer = new JsonObject(output.toString(StandardCharsets.UTF_8));
        assertThat(answer.getString("publicKey")).startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(answer.getString("privateKeyFile")).isEqualTo(file.toString());
        assertThat(answer.getInteger("bits")).isEqualTo(2_048);
    }

    @Test
    void aFileThatExistsIsNeverOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("alpha.pem"), "the only copy of a key");

        assertThat(run("key", "generate-rsa", "--out", file.toString())).isEqualTo(1);

        assertThat(file).hasContent("the only copy of a key");
        assertThat(words.toString(StandardCharsets.UTF_8)).contains("alpha.pem exists");
        assertThat(output.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aFolderThatDoesNotExistIsNamed() {
        assertThat(run(
                        "key",
                        "generate-rsa",
                        "--out",
                        folder.resolve("no/alpha.pem").toString()))
                .isEqualTo(1);
        assertThat(words.toString(StandardCharsets.UTF_8)).contains("its folder does not exist");
    }

    @Test
    void aLengthThatBybitMayNotTakeIsAUsageError() {
        assertThat(run("key", "generate-rsa", "--out", folder.resolve("a.pem").toString(), "--bits", "1024"))
                .isEqualTo(2);
        assertThat(words.toString(StandardCharsets.UTF_8)).contains("expected 2048 or 4096, got 1024");
        assertThat(folder.resolve("a.pem")).doesNotExist();
    }

    @Test
    void aPairNeitherPrintsNorKeepsItsPrivateHalf() {
        RsaKeyPair pair = RsaKeyPair.generate(2_048, new SecureRandom());
        byte[] lent = pair.privatePem().use(bytes -> bytes);

        pair.close();

        assertThat(pair).hasToString("RsaKeyPair[redacted]");
        assertThat(lent).containsOnly(0);
    }
}
