package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portcullis.config.SettingsReader;
import dev.portcullis.config.SettingsSource;
import dev.portcullis.tls.TestPki;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An environment's own authorities follow the configuration, and no others step in for them. */
@ExtendWith(VertxExtension.class)
class EnvironmentTrustTest {
    private static final URI HOST = URI.create("https://desk.test");
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final TestPki pki = new TestPki("Desk CA");

    @TempDir
    Path folder;

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private SettingsSource settings(Vertx vertx, String trust) throws Exception {
        configure(trust);
        return done(SettingsSource.open(vertx, folder.resolve("gate.yaml"), new SettingsReader(Set.of()), OFTEN));
    }

    private void configure(String trust) throws Exception {
        Files.writeString(
                folder.resolve("gate.yaml"), "environments: { desk: { rest: 'https://desk.test' " + trust + " } }\n");
    }

    private static EnvironmentTrust open(Vertx vertx, SettingsSource settings) throws Exception {
        return done(EnvironmentTrust.open(vertx, settings, InstantSource.system()));
    }

    private static int authorities(Vertx vertx, TrustOptions trust) throws Exception {
        X509TrustManager manager =
                (X509TrustManager) trust.getTrustManagerFactory(vertx).getTrustManagers()[0];
        return manager.getAcceptedIssuers().length;
    }

    @Test
    void anEnvironmentWithItsOwnAuthoritiesIsBelievedByThemAlone(Vertx vertx) throws Exception {
        Path ca = pki.writeCertificate(folder.resolve("ca.crt"));
        EnvironmentTrust trust = open(vertx, settings(vertx, ", tls: { trust: '" + ca + "' }"));

        assertThat(authorities(vertx, trust.of(HOST))).isOne();
        assertThat(trust.of(HOST)).isSameAs(trust.of(HOST));
        assertThat(trust.of(URI.create("https://api.bybit.com"))).isNull();
        done(trust.end());
    }

    @Test
    void aFileThatCannotBeReadStopsTheStartWithItsKey(Vertx vertx) throws Exception {
        SettingsSource settings = settings(vertx, ", tls: { trust: /no/such.crt }");

        assertThatThrownBy(() -> open(vertx, settings))
                .hasMessageContaining("environments.desk.tls.trust = \"/no/such.crt\": there is no such file");
    }

    @Test
    void authoritiesNamedLaterHoldAndUnreadableOnesReachNobody(Vertx vertx) throws Exception {
        EnvironmentTrust trust = open(vertx, settings(vertx, ""));
        assertThat(trust.of(HOST)).isNull();

        configure(", tls: { trust: '" + pki.writeCertificate(folder.resolve("ca.crt")) + "' }");
        await().until(() -> trust.of(HOST) != null && authorities(vertx, trust.of(HOST)) == 1);

        configure(", tls: { trust: /no/such.crt }");
        await().until(() -> authorities(vertx, trust.of(HOST)) == 0);

        configure("");
        await().until(() -> trust.of(HOST) == null);
        done(trust.end());
    }
}
