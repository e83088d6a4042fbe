package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.credential.CredentialException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A master key in Vault: what it sealed opens there alone, and every refusal says what to do. */
@ExtendWith(VertxExtension.class)
final class VaultKekTest {
    private static final VaultKeyName NAME = new VaultKeyName("transit", "portcullis");
    private static final byte[] DEK = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] ALPHA = AssociatedBytes.of("test/1", "alpha");
    private static final byte[] BETA = AssociatedBytes.of("test/1", "beta");

    @TempDir
    Path folder;

    private Vertx vertx;
    private FakeVault vault;
    private Path tokenFile;

    @BeforeEach
    void startVault(Vertx vertx) throws Exception {
        this.vertx = vertx;
        vault = FakeVault.start(vertx);
        vault.makeKey("portcullis");
        tokenFile = Files.writeString(folder.resolve("vault.token"), FakeVault.TOKEN + "\n");
    }

    @AfterEach
    void stopVault() throws Exception {
        vault.close();
    }

    private VaultTransit transit(URI url) {
        VaultAccess access = new VaultAccess(
                url, Optional.empty(), Optional.of(tokenFile), "VAULT_TOKEN", Optional.empty(), Duration.ofSeconds(20));
        return new VaultTransit(vertx, access, name -> null);
    }

    private Future<Kek> opening(String key) {
        return VaultKek.open(transit(vault.url()), new VaultKeyName("transit", key));
    }

    private Kek open() throws Exception {
        return done(opening("portcullis"));
    }

    private static void assertFailure(Throwable failure, Kind kind, String... words) {
        assertThat(failure).isInstanceOf(CredentialException.class);
        Stream.of(words).forEach(word -> assertThat(failure).hasMessageContaining(word));
        assertThat(((CredentialException) failure).kind()).isEqualTo(kind);
        assertThat(failure.toString() + failure.getCause()).doesNotContain(FakeVault.TOKEN);
    }

    @Test
    void whatItWrappedOpensForWhatItWasWrappedForAlone() throws Exception {
        Kek kek = open();

        byte[] wrapped = done(kek.wrap(DEK, ALPHA));

        assertThat(new String(wrapped, US_ASCII)).startsWith("vault:v1:");
        assertThat(done(kek.unwrap(wrapped, ALPHA))).isEqualTo(DEK);
        assertFailure(failureOf(kek.unwrap(wrapped, BETA)), Kind.TAMPERED, "does not open", "transit/portcullis");
        assertThat(kek.id()).isEqualTo("vault-transit/portcullis");
    }

    @Test
    void anEditedCiphertextAndOneOfAKeyFileAreToldApartFromAnOutage() throws Exception {
        Kek kek = open();
        byte[] wrapped = done(kek.wrap(DEK, ALPHA));
        wrapped[wrapped.length - 6] ^= 1;

        assertFailure(failureOf(kek.unwrap(wrapped, ALPHA)), Kind.TAMPERED);
        assertFailure(failureOf(kek.unwrap(new byte[60], ALPHA)), Kind.TAMPERED, "not sealed by Vault");
    }

    @Test
    void aRotatedKeyOpensWhatItsEarlierVersionsSealed() throws Exception {
        Kek kek = open();
        byte[] first = done(kek.wrap(DEK, ALPHA));

        vault.rotate("portcullis");

        assertThat(done(kek.unwrap(first, ALPHA))).isEqualTo(DEK);
        assertThat(new String(done(kek.wrap(DEK, ALPHA)), US_ASCII)).startsWith("vault:v2:");
        vault.openNothingBefore("portcullis", 2);
        assertFailure(failureOf(kek.unwrap(first, ALPHA)), Kind.UNAVAILABLE, "min_decryption_version", "rotate-kek");
    }

    @Test
    void aDerivedKeyIsGivenItsContext() throws Exception {
        vault.makeKey("derived", "aes256-gcm96", true);
        Kek kek = done(opening("derived"));

        byte[] wrapped = done(kek.wrap(DEK, ALPHA));

        assertThat(done(kek.unwrap(wrapped, ALPHA))).isEqualTo(DEK);
        assertFailure(failureOf(kek.unwrap(wrapped, BETA)), Kind.TAMPERED);
    }

    @Test
    void aKeyThatIsNotThereIsNeverMadeBySlip() throws Exception {
        assertFailure(failureOf(opening("portculis")), Kind.UNAVAILABLE, "no key transit/portculis", "vault write -f");
        assertThat(vault.asked()).containsExactly("GET /v1/transit/keys/portculis");
    }

    @Test
    void aKeyThatWasDeletedUnderTheGateSaysThatOnlyABackupHelps() throws Exception {
        Kek kek = open();
        byte[] wrapped = done(kek.wrap(DEK, ALPHA));
        vault.deleteKey("portcullis");

        assertFailure(failureOf(kek.unwrap(wrapped, ALPHA)), Kind.UNAVAILABLE, "restore Vault's backup");
    }

    @Test
    void aKeyThatBindsNothingIsRefused() throws Exception {
        vault.makeKey("rsa", "rsa-4096", false);

        assertFailure(failureOf(opening("rsa")), Kind.MASTER_KEY, "rsa-4096", "type=aes256-gcm96");
    }

    @Test
    void aSealedVaultSaysHowToUnsealIt() throws Exception {
        vault.seal(true);

        assertFailure(failureOf(opening("portcullis")), Kind.UNAVAILABLE, "is sealed", "vault operator unseal");
    }

    @Test
    void aTokenWithoutRightsIsNamedByItsPlaceAndARenewedOneIsReadAnew() throws Exception {
        Kek kek = open();
        vault.acceptOnly("hvs.renewed");

        assertFailure(
                failureOf(kek.wrap(DEK, ALPHA)),
                Kind.UNAVAILABLE,
                "permission denied",
                tokenFile.toString(),
                "transit/decrypt/portcullis");
        Files.writeString(tokenFile, "hvs.renewed");
        assertThat(done(kek.wrap(DEK, ALPHA))).isNotEmpty();
    }

    @Test
    void withoutATokenNothingIsAsked() throws Exception {
        Files.delete(tokenFile);

        assertFailure(failureOf(opening("portcullis")), Kind.UNAVAILABLE, "no token for Vault", tokenFile.toString());
        assertThat(vault.asked()).isEmpty();
    }

    @Test
    void aVaultThatIsNotThereOrNoVaultIsSaidToBe() throws Exception {
        URI url = vault.url();
        VaultAccess elsewhere = new VaultAccess(
                url, Optional.empty(), Optional.of(tokenFile), "VAULT_TOKEN", Optional.empty(), Duration.ofSeconds(20));
        VaultTransit noMount = new VaultTransit(vertx, elsewhere, name -> null);
        assertFailure(
                failureOf(VaultKek.open(noMount, new VaultKeyName("other", "portcullis"))),
                Kind.UNAVAILABLE,
                "no key other/portcullis");

        vault.stop();

        assertFailure(
                failureOf(VaultKek.open(transit(url), NAME)), Kind.UNAVAILABLE, "cannot be reached", url.toString());
        vault.startAgain();
        assertThat(done(opening("portcullis")).id()).isEqualTo("vault-transit/portcullis");
    }
}
