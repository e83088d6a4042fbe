package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.ALPHA;
import static dev.portcullis.credential.FakeDesk.TESTNET;
import static dev.portcullis.credential.FakeDesk.candidate;
import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static dev.portcullis.credential.FakeDesk.putActive;
import static dev.portcullis.credential.FakeDesk.report;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.bybit.Signer;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key whose secret is in Vault, in the book: kept, told apart, bound to its row, and without any secret. */
@ExtendWith(VertxExtension.class)
final class VaultKeyBookTest {
    private static final VaultHmacKey IN_VAULT = new VaultHmacKey("transit", "alpha", 1);

    @TempDir
    Path folder;

    private FakeVault vault;
    private FakeDesk desk;
    private CredentialBook book;

    @BeforeEach
    void openADeskWithAVault(Vertx vertx) throws Exception {
        vault = FakeVault.start(vertx);
        vault.importHmac("alpha", FakeDesk.SECRET.getBytes(US_ASCII));
        desk = FakeDesk.open(vertx, folder);
        VaultAccess access = new VaultAccess(
                vault.url(), Optional.empty(), Optional.empty(), "TOKEN", Optional.empty(), Duration.ofSeconds(15));
        desk.vault = Optional.of(new VaultHmac(vertx, access, name -> FakeVault.TOKEN, 4));
        book = desk.book();
    }

    @AfterEach
    void closeBoth() throws Exception {
        done(desk.vault.orElseThrow().close());
        desk.close();
        vault.close();
    }

    private static KeyCandidate inVault(String label, String apiKey) {
        return KeyCandidate.vaultHmac(new KeyPlace(TESTNET, ALPHA, label), new ApiKey(apiKey), IN_VAULT);
    }

    private CredentialFacts put() throws Exception {
        return putActive(book, inVault("main", "TESTKEY1234567890ab"), report("7001"));
    }

    private Row row(CredentialFacts facts) throws Exception {
        return done(desk.store.query(Sql.of(
                        "SELECT * FROM credentials WHERE id = ?", facts.id().text())))
                .get(0);
    }

    @Test
    void itSignsAsTheSameSecretInTheGateWould() throws Exception {
        CredentialFacts grid = putActive(book, candidate(ALPHA, "grid", "TESTKEY1234567890aa"), report("7001"));
        String inGate = FakeDesk.sign(done(book.signer(grid.id()))).signature();
        Trial trial = book.tryOut(inVault("main", "TESTKEY1234567890ab"));
        String onTrial = FakeDesk.sign(trial.signer()).signature();
        CredentialFacts kept = done(book.put(trial, report("7001"), CredentialLimits.NONE));
        String stored = FakeDesk.sign(done(book.signer(kept.id()))).signature();

        assertThat(stored).isEqualTo(onTrial).isNotEqualTo(inGate);
        HmacSigner same = new HmacSigner(
                new Mandate(kept.id(), TESTNET, kept.head().apiKey(), new Standing(), desk.log),
                FakeDesk.SECRET.getBytes(US_ASCII));
        assertThat(stored).isEqualTo(FakeDesk.sign(same).signature());
    }

    @Test
    void afterAnotherStartItIsKnownWithItsKeyInVaultAndSigns() throws Exception {
        CredentialFacts kept = put();
        String before = FakeDesk.sign(done(book.signer(kept.id()))).signature();

        CredentialBook reread = desk.book();

        assertThat(reread.unreadable()).isEmpty();
        CredentialHead head = reread.facts(kept.id()).orElseThrow().head();
        assertThat(head.vaultKey()).contains(IN_VAULT);
        assertThat(head.signsBy()).isEqualTo("vault-hmac");
        assertThat(FakeDesk.sign(done(reread.signer(kept.id()))).signature()).isEqualTo(before);
        assertThat(row(kept).text("algorithm")).isEqualTo("hmac");
        assertThat(row(kept).text("vault_key")).isEqualTo("transit/alpha:v1");
    }

    @Test
    void noFileOfTheDeskHoldsTheSecret() throws Exception {
        FakeDesk.sign(done(book.signer(put().id())));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(text(file)).as(file.toString()).doesNotContain(FakeDesk.SECRET, FakeVault.TOKEN);
            }
        }
        try (OpenedKey opened = new OpenedKey(inVault("main", "K12345678").secret(), report("7001"))) {
            assertThat(opened.secret().<Integer>use(bytes -> bytes.length))
                    .as("bytes of secret")
                    .isZero();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'transit/beta:v1'", "'transit/alpha:v2'", "'other/alpha:v1'", "'rubbish:'", "NULL"})
    void aRowThatNamesAnotherKeyInVaultDoesNotOpenWithOrWithoutTheManifest(String edited) throws Exception {
        CredentialFacts kept = put();
        desk.run(
                "UPDATE credentials SET vault_key = " + edited + " WHERE id = ?",
                kept.id().text());

        for (CredentialBook reread : List.of(desk.book(), desk.bookWithoutManifest())) {
            assertThat(reread.unreadable())
                    .extracting(UnreadableCredential::id)
                    .containsExactly(kept.id().text());
            assertThat(failureOf(reread.signer(kept.id()))).isNotNull();
        }
        assertThat(vault.asked()).isEmpty();
    }

    @Test
    void aRevocationHoldsAtOnceAndTheRowStaysInTheList() throws Exception {
        CredentialFacts kept = put();
        Signer signer = done(book.signer(kept.id()));

        done(book.revoke(kept.id()));

        assertThat(failureOf(signer.rest(FakeDesk.to(TESTNET), Buffer.buffer(), 1L, 5_000)))
                .hasMessageContaining("revoked");
        assertThat(desk.book().list())
                .singleElement()
                .satisfies(head -> assertThat(head.state()).isEqualTo(CredentialState.REVOKED));
        assertThat(vault.asked()).isEmpty();
        assertThat(row(kept).bytesOrNull("sealed")).isNull();
    }

    @Test
    void aKeyInTheGateAndOneInVaultTakeEachOthersPlace() throws Exception {
        CredentialFacts inGate = putActive(book, candidate(ALPHA, "main", "INTHEGATE1"), report("7001"));
        CredentialFacts inVault = put();
        assertThat(book.active(ALPHA).orElseThrow().id()).isEqualTo(inVault.id());
        assertThat(book.facts(inGate.id()).orElseThrow().head().state()).isEqualTo(CredentialState.RETIRING);

        CredentialFacts back = putActive(book, candidate(ALPHA, "main", "INTHEGATE2"), report("7001"));

        assertThat(book.active(ALPHA).orElseThrow().id()).isEqualTo(back.id());
        assertThat(desk.book().unreadable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "alpha, transit/alpha:v1",
        "alpha:v12, transit/alpha:v12",
        "desk/hmac/alpha, desk/hmac/alpha:v1",
        "other/a.b-c_d:v3, other/a.b-c_d:v3"
    })
    void aKeyInVaultIsNamedByPeopleWithOrWithoutMountAndVersion(String written, String stored) {
        VaultHmacKey key = VaultHmacKey.ofText(written, "transit");
        assertThat(key.text()).isEqualTo(stored);
        assertThat(VaultHmacKey.ofStored(stored)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "../keys/a",
                "a b",
                "a:1",
                "a:v0",
                "a:v-1",
                "a:v9999999999",
                "a?x",
                "a%2f",
                "transit/../sys/seal",
                "a\nb"
            })
    void whatIsNoNameOfAKeyInVaultIsRefused(String written) {
        assertThatThrownBy(() -> VaultHmacKey.ofText(written, "transit"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the name of a key");
    }
}
