package dev.portcullis.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.Initialisation;
import dev.portcullis.sandbox.Sandbox;
import dev.portcullis.sandbox.SandboxSettings;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.AccountKeys;
import dev.portcullis.sandbox.access.RsaCheck;
import dev.portcullis.sandbox.limit.LimitPolicy;
import dev.portcullis.store.Row;
import dev.portcullis.store.SqliteStore;
import dev.portcullis.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gate in a process of its own takes keys through its admin door, is started again, takes as many more while it
 * works, and signs with all of them. Then its heap, with all garbage, its whole process and its folder are searched for
 * each HMAC key, plain and XORed with the two pads of HMAC: there is none. Data keys and RSA keys are counted apart.
 */
@Tag("once")
@ExtendWith(VertxExtension.class)
final class SecretsInMemoryTest {
    private static final long UID = 100_001;
    private static final int SECRET_LENGTH = 36;
    private static final int RSA_KEYS = 2;
    private static final int OFFSET_IN_NUMBER = 32;

    @TempDir
    Path folder;

    private final SoughtBytes sought = new SoughtBytes();
    private final Map<String, Map<String, Integer>> report = new TreeMap<>();
    private Path data;
    private Path config;
    private Sandbox sandbox;

    @BeforeEach
    void initialise(Vertx vertx) throws Exception {
        data = folder.resolve("data");
        FakeDesk.done(new Initialisation(vertx, new SecureRandom()).of(data, folder.resolve("master.key")));
        AccountKeys alpha = new AccountKeys(Account.of(UID, "alpha"), List.of());
        sandbox = FakeDesk.done(Sandbox.start(
                vertx,
                SandboxSettings.defaults().with(new LimitPolicy.Unlimited()).with(List.of(alpha))));
        config = Files.writeString(folder.resolve("portcullis.yaml"), """
                listen: { port: 0 }
                admin: { port: 0 }
                ledger: { deadline: 10s }
                environments:
                  sandbox: { rest: %s, limits: { address: none, tier: none } }
                """.formatted(sandbox.restUrl()));
    }

    @Test
    void keysThatWerePutInLiveLeaveNothingInTheHeapOrOnDisk(Vertx vertx) throws Exception {
        try (GateProcess gate = GateProcess.serve(data, config)) {
            addAccount(gate);
            putHmacKeys(gate, 0, 10);
            gate.checkEveryKey();
            search(vertx, gate);
        }
        assertNothingIsLeft(10);
    }

    @Test
    @Tag("long")
    void aThousandKeysHalfOfThemPutInLiveLeaveNothingInTheWholeProcess(Vertx vertx) throws Exception {
        int keys = 1_000;
        try (GateProcess gate = GateProcess.serve(data, config)) {
            addAccount(gate);
            putHmacKeys(gate, 0, keys / 2);
            putRsaKeys(gate);
        }
        try (GateProcess gate = GateProcess.serve(data, config)) {
            putHmacKeys(gate, keys / 2, keys);
            gate.checkEveryKey();
            search(vertx, gate);
            coreOf(gate).ifPresent(core -> report.put("core", countIn(core)));
        }
        assertNothingIsLeft(keys);
    }

    private static byte[] secret(int number) {
        Random random = new Random(0x5eed_1000L + number);
        byte[] text = new byte[SECRET_LENGTH];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('!' + random.nextInt(94));
        }
        return text;
    }

    private static void addAccount(GateProcess gate) throws Exception {
        gate.ask(
                "POST", "/admin/accounts", new JsonObject().put("name", "alpha").put("environment", "sandbox"));
    }

    private void search(Vertx vertx, GateProcess gate) throws Exception {
        seekDataKeys(vertx);
        sought.add("api key", "KEYNUMBER0000000".getBytes(StandardCharsets.US_ASCII));
        report.put("heap", sought.countIn(heapOf(gate)));
    }

    private void assertNothingIsLeft(int keys) throws Exception {
        report.put("folder", onDisk());
        System.out.println(keys + " HMAC keys: " + report);
        assertThat(report.get("heap").get("api key"))
                .as("the search finds what is there")
                .isPositive();
        report.forEach((where, found) -> assertThat(found).as(where).doesNotContainKeys("plain", "ipad", "opad"));
        assertThat(report.get("folder")).doesNotContainKeys("data key", "rsa");
    }

    @AfterEach
    void stopSandbox() throws Exception {
        FakeDesk.done(sandbox.close());
    }

    private Path heapOf(GateProcess gate) throws Exception {
        Path heap = folder.resolve("heap.hprof");
        assertThat(GateProcess.run("jcmd", Long.toString(gate.pid()), "GC.heap_dump", "-all", heap.toString()))
                .as("a heap dump by jcmd")
                .isTrue();
        return heap;
    }

    private Optional<Path> coreOf(GateProcess gate) throws Exception {
        boolean made = GateProcess.run("gcore", "-o", folder.resolve("core").toString(), Long.toString(gate.pid()));
        return made ? Optional.of(folder.resolve("core." + gate.pid())) : Optional.empty();
    }

    private Map<String, Integer> countIn(Path file) {
        try {
            return sought.countIn(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putHmacKeys(GateProcess gate, int first, int end) throws Exception {
        for (int i = first; i < end; i++) {
            String apiKey = "KEYNUMBER%07d".formatted(i);
            sandbox.accounts()
                    .put(dev.portcullis.sandbox.access.ApiKey.hmac(
                            apiKey, UID, new String(secret(i), StandardCharsets.US_ASCII)));
            gate.putHmac("alpha", "k" + i, apiKey, secret(i));
            sought.addHmac(secret(i));
        }
    }

    private void putRsaKeys(GateProcess gate) throws Exception {
        for (int i = 0; i < RSA_KEYS; i++) {
            RsaKeyPair pair = RsaKeyPair.generate(2048, new SecureRandom());
            sandbox.accounts()
                    .put(dev.portcullis.sandbox.access.ApiKey.of("RSAKEY" + i, UID, RsaCheck.ofPem(pair.publicPem())));
            byte[] pem = pair.privatePem().use(byte[]::clone);
            gate.putRsa("alpha", "r" + i, "RSAKEY" + i, pem);
            byte[] exponent = exponentOf(new String(pem, StandardCharsets.US_ASCII));
            sought.addNumber("rsa", Arrays.copyOfRange(exponent, OFFSET_IN_NUMBER, exponent.length));
        }
    }

    /** Without a zero in front, so that it begins at a word. */
    private static byte[] exponentOf(String pem) throws Exception {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
        RSAPrivateKey key = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        byte[] bytes = key.getPrivateExponent().toByteArray();
        int zeros = bytes.length % Integer.BYTES;
        return Arrays.copyOfRange(bytes, zeros, bytes.length);
    }

    private void seekDataKeys(Vertx vertx) throws Exception {
        Kek kek = KeyFileKek.read(folder.resolve("master.key"));
        Path copy = Files.copy(data.resolve("desk.db"), folder.resolve("copy.db"));
        if (Files.exists(data.resolve("desk.db-wal"))) {
            Files.copy(data.resolve("desk.db-wal"), folder.resolve("copy.db-wal"));
        }
        Store store = FakeDesk.done(SqliteStore.open(vertx, copy));
        for (Row row : FakeDesk.done(new CredentialRows(store).deks())) {
            SealedDek dek = CredentialRows.dek(row);
            sought.add(
                    "data key",
                    FakeDesk.done(kek.unwrap(dek.wrapped(), dek.wrap().boundTo())));
        }
        FakeDesk.done(store.close());
    }

    private Map<String, Integer> onDisk() throws Exception {
        Map<String, Integer> found = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(data)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            sought.countIn(file).forEach((kind, count) -> found.merge(kind, count, Integer::sum));
        }
        return found;
    }
}
