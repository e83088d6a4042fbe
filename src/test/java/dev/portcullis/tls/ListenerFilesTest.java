package dev.portcullis.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.config.Settings.ClientCertificates;
import dev.portcullis.config.Settings.ListenerTls;
import io.vertx.core.http.ClientAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a listener's files is told before it listens, with the key, the file and what to do. */
class ListenerFilesTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final TestPki pki = new TestPki("Desk CA");
    private final TestPki other = new TestPki("Another CA");

    @TempDir
    Path folder;

    private Path certificate;
    private Path key;
    private Path authority;

    @BeforeEach
    void makeFiles() throws IOException {
        TestPki.Leaf leaf = pki.leaf("localhost", lasting(Duration.ofDays(60)));
        certificate = leaf.writeCertificate(folder.resolve("gate.crt"));
        key = leaf.writeKey(folder.resolve("gate.key"));
        authority = pki.writeCertificate(folder.resolve("ca.crt"));
    }

    private static TestPki.Life lasting(Duration time) {
        return new TestPki.Life(TestPki.Life.NOW.from(), Instant.now().plus(time));
    }

    private ListenerFiles files(Path crl) {
        return new ListenerFiles(
                "listen.tls", new ListenerTls(certificate, key, ClientCertificates.REQUIRED, authority, crl));
    }

    private ListenerFiles ownFiles() {
        return new ListenerFiles("listen.tls", new ListenerTls(certificate, key, ClientCertificates.NONE, null, null));
    }

    private static List<String> problems(ListenerFiles files) {
        return catchThrowableOfType(TlsException.class, () -> files.read(CLOCK)).problems();
    }

    @Test
    void goodFilesMakeAListenerThatSpeaksModernTlsOnly() throws Exception {
        ListenerFiles.Read read =
                files(pki.writeRevocations(folder.resolve("ca.crl"))).read(CLOCK);

        assertThat(read.warnings()).isEmpty();
        assertThat(read.options().getEnabledSecureTransportProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(read.options().getClientAuth()).isEqualTo(ClientAuth.REQUIRED);
        assertThat(read.options().isSni()).isFalse();
        assertThat(read.options().isUseAlpn()).isFalse();
        assertThat(ownFiles().read(CLOCK).options().getClientAuth()).isEqualTo(ClientAuth.NONE);
    }

    @Test
    void everyMissingFileIsNamedAtOnce() {
        certificate = folder.resolve("no.crt");
        authority = folder.resolve("no-ca.crt");

        assertThat(problems(files(folder.resolve("no.crl"))))
                .hasSize(3)
                .allMatch(problem -> problem.contains("there is no such file; name one that exists"))
                .anyMatch(problem -> problem.startsWith("listen.tls.certificate = \"" + certificate + "\": "))
                .anyMatch(problem -> problem.startsWith("listen.tls.client-ca = \"" + authority + "\": "))
                .anyMatch(problem -> problem.startsWith("listen.tls.crl = "));
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        key = other.leaf("localhost", TestPki.Life.NOW).writeKey(folder.resolve("other.key"));

        assertThat(problems(ownFiles()))
                .containsExactly("listen.tls.key = \"" + key + "\": does not fit the certificate in"
                        + " listen.tls.certificate; name the key that the certificate was made for");
    }

    @Test
    void aKeyInAnotherFormIsToldHowToBecomeOne() throws Exception {
        Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");

        assertThat(problems(ownFiles())).singleElement().asString().contains("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void aFileOfSomethingElseIsNoCertificate() throws Exception {
        certificate = Files.writeString(folder.resolve("words.crt"), "good morning");

        assertThat(problems(ownFiles())).singleElement().asString().contains("holds no certificate");
    }

    @Test
    void anExpiredCertificateAndOneOfTheFutureAreRefused() throws Exception {
        write(pki.leaf("localhost", TestPki.Life.PAST));
        assertThat(problems(ownFiles())).singleElement().asString().contains("it expired at ", "renew it");

        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        write(pki.leaf("localhost", new TestPki.Life(tomorrow, tomorrow.plus(Duration.ofDays(60)))));
        assertThat(problems(ownFiles())).singleElement().asString().contains("it is not valid before ");
    }

    private void write(TestPki.Leaf leaf) throws IOException {
        leaf.writeCertificate(certificate);
        leaf.writeKey(key);
    }

    @Test
    void aChainInTheWrongOrderIsRefused() throws Exception {
        Files.writeString(
                certificate,
                Files.readString(certificate)
                        + Files.readString(other.writeCertificate(folder.resolve("another.crt"))));

        assertThat(problems(ownFiles()))
                .singleElement()
                .asString()
                .contains("certificate number 2 (CN=Another CA) did not make the one before it");
    }

    @Test
    void whatWorksAndShouldNotStaySoIsWarnedOf() throws Exception {
        write(pki.leaf("localhost", TestPki.Life.NOW));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(ownFiles().read(CLOCK).warnings())
                .hasSize(2)
                .anyMatch(warning -> warning.contains("it expires at "))
                .anyMatch(warning -> warning.contains("others than its owner may read it; chmod 0600 " + key));
    }

    @Test
    void aRevocationListOfAnotherAuthorityOrOutOfDateIsRefused() throws Exception {
        assertThat(problems(files(other.writeRevocations(folder.resolve("other.crl")))))
                .singleElement()
                .asString()
                .startsWith("listen.tls.crl = ")
                .contains("CN=Another CA is not signed by an authority in listen.tls.client-ca");
        assertThat(problems(files(pki.writeRevocations(
                        folder.resolve("old.crl"), Instant.now().minusSeconds(60)))))
                .singleElement()
                .asString()
                .contains("was to be replaced by ", "fetch the new one");
    }

    @Test
    void anExpiredAuthorityIsRefused() throws Exception {
        authority = pki.leaf("old authority", TestPki.Life.PAST).writeCertificate(folder.resolve("old-ca.crt"));

        assertThat(problems(files(null)))
                .singleElement()
                .asString()
                .startsWith("listen.tls.client-ca = ")
                .contains("the authority CN=old authority expired at ");
    }
}
