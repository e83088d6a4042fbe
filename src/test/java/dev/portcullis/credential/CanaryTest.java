package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.ALPHA;
import static dev.portcullis.credential.FakeDesk.BETA;
import static dev.portcullis.credential.FakeDesk.TESTNET;
import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static dev.portcullis.credential.FakeDesk.report;
import static dev.portcullis.credential.FakeDesk.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.portcullis.bybit.Signer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A secret is put in, and then looked for in everything that can be printed and every byte that was stored. */
@ExtendWith(VertxExtension.class)
class CanaryTest {
    private static final String CANARY = "CanaryThatMustNeverBeSeen0123456789";

    @TempDir
    Path folder;

    private FakeDesk desk;
    private CredentialBook book;

    @BeforeEach
    void openTheDesk(Vertx vertx) throws Exception {
        desk = FakeDesk.open(vertx, folder);
        book = desk.book();
    }

    @AfterEach
    void closeTheDesk() throws Exception {
        desk.close();
    }

    private static KeyCandidate canary(String apiKey, String label) {
        return KeyCandidate.hmac(new KeyPlace(TESTNET, ALPHA, label), new ApiKey(apiKey), secret(CANARY));
    }

    /** Plain, hex in both cases, and base64 wherever in a longer text the secret may begin. */
    private static Map<String, String> formsOf(byte[] secret) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("plain", new String(secret, StandardCharsets.ISO_8859_1));
        forms.put("hex", HexFormat.of().formatHex(secret));
        forms.put("upper-case hex", HexFormat.of().formatHex(secret).toUpperCase(Locale.ROOT));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + secret.length];
            System.arraycopy(secret, 0, shifted, shift, secret.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            String sure = base64.substring(shift + 1, base64.length() - 2);
            forms.put("base64 at " + shift, sure);
            forms.put("base64url at " + shift, sure.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    private static void assertAbsent(byte[] secret, String where, String text) {
        formsOf(secret)
                .forEach((form, seen) -> assertThat(text.contains(seen))
                        .as(form + " in " + where)
                        .isFalse());
    }

    private static void assertAbsent(String where, String text) {
        assertAbsent(CANARY.getBytes(StandardCharsets.US_ASCII), where, text);
    }

    private static String stackOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void assertAbsentFromFiles(byte[] secret) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> stored = files.toList();
            assertThat(stored).extracting(file -> file.getFileName().toString()).contains("store.db", "store.db-wal");
            for (Path file : stored) {
                assertAbsent(
                        secret, file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void theFormsAreFoundWhereASecretIsInTheClear() {
        byte[] secret = CANARY.getBytes(StandardCharsets.US_ASCII);
        List<String> leaks = List.of(
                "x" + CANARY,
                HexFormat.of().formatHex(secret),
                Base64.getEncoder().encodeToString(("a:" + CANARY).getBytes(StandardCharsets.US_ASCII)),
                Base64.getUrlEncoder().encodeToString(("b" + CANARY).getBytes(StandardCharsets.US_ASCII)));
        for (String leak : leaks) {
            assertThat(formsOf(secret).values()).anyMatch(leak::contains);
        }
    }

    @Test
    void noTextFormOfAnythingThatHoldsItShowsIt() throws Exception {
        List<Object> holders = new ArrayList<>();
        KeyCandidate candidate = canary("CANARYKEY", "main");
        Trial trial = book.tryOut(candidate);
        holders.addAll(List.of(candidate, trial, trial.signer(), candidate.secret(), book));
        CredentialFacts staged = done(book.put(trial, report("7001"), CredentialLimits.NONE));
        CredentialFacts active = done(book.activate(staged.id()));
        Signer signer = done(book.signer(active.id()));
        holders.addAll(List.of(staged, active, active.head(), signer, FakeDesk.sign(signer), book.list(), desk.kek));
        holders.addAll(desk.log.lines);
        holders.forEach(holder -> assertAbsent(holder.getClass().getName(), holder.toString()));
    }

    @Test
    void noFailureShowsIt() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        CredentialFacts staged =
                done(book.put(book.tryOut(canary("FIRST", "main")), report("7001"), CredentialLimits.NONE));
        failures.add(catchThrowable(() -> book.tryOut(canary("FIRST", "main"))));
        failures.add(failureOf(book.put(book.tryOut(canary("SECOND", "grid")), report("7009"), CredentialLimits.NONE)));
        failures.add(catchThrowable(() -> KeyCandidate.hmac(
                new KeyPlace(TESTNET, ALPHA, "main"), new ApiKey("THIRD"), secret(CANARY + " " + CANARY))));
        failures.add(catchThrowable(
                () -> KeyCandidate.rsa(new KeyPlace(TESTNET, ALPHA, "main"), new ApiKey("FOURTH"), secret(CANARY))));
        desk.run("UPDATE credentials SET label = 'edited'");
        failures.add(failureOf(book.signer(staged.id())));
        failures.add(failureOf(book.activate(staged.id())));
        desk.run("DROP TABLE credentials");
        failures.add(failureOf(book.put(book.tryOut(canary("FIFTH", "fifth")), report("7001"), CredentialLimits.NONE)));
        failures.forEach(failure -> assertAbsent(String.valueOf(failure), stackOf(failure)));
        assertThat(failures).doesNotContainNull().hasSize(7);
    }

    @Test
    void noByteOfTheStoreShowsItWhateverHappenedToTheKey() throws Exception {
        CredentialFacts first = FakeDesk.putActive(book, canary("FIRST", "main"), report("7001"));
        done(book.renew(first.id(), report("7001")));
        CredentialFacts second = FakeDesk.putActive(book, canary("SECOND", "main"), report("7001"));
        done(book.revoke(first.id()));
        FakeDesk.sign(done(book.signer(second.id())));
        assertAbsentFromFiles(CANARY.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void noByteOfTheStoreShowsAnRsaKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        String pem = RsaSignerTest.pemOf(generator.generateKeyPair());
        KeyCandidate candidate =
                KeyCandidate.rsa(new KeyPlace(TESTNET, BETA, "main"), new ApiKey("RSAKEY"), secret(pem));
        CredentialFacts active = FakeDesk.putActive(book, candidate, report("7002"));
        FakeDesk.sign(done(book.signer(active.id())));
        byte[] middle = Arrays.copyOfRange(pem.getBytes(StandardCharsets.US_ASCII), 800, 830);
        assertAbsentFromFiles(middle);
    }

    @Test
    void theMasterKeyIsInItsFileAndNowhereInTheStore() throws Exception {
        FakeDesk.putActive(book, canary("FIRST", "main"), report("7001"));
        byte[] key = Base64.getDecoder()
                .decode(Files.readString(folder.resolve("master.key")).strip());
        for (String name : List.of("store.db", "store.db-wal")) {
            assertAbsent(key, name, new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void aCandidateIsWipedOnceItIsStoredOrForgotten() throws Exception {
        KeyCandidate stored = canary("FIRST", "main");
        done(book.put(book.tryOut(stored), report("7001"), CredentialLimits.NONE));
        assertThat(catchThrowable(() -> stored.secret().use(bytes -> bytes.length)))
                .hasMessageContaining("destroyed");
        KeyCandidate forgotten = canary("SECOND", "main");
        book.tryOut(forgotten).close();
        assertThat(catchThrowable(() -> forgotten.secret().use(bytes -> bytes.length)))
                .hasMessageContaining("destroyed");
    }
}
