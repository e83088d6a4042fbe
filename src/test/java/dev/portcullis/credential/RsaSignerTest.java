package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.TESTNET;
import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.RestTarget;
import dev.portcullis.bybit.SignedRest;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.RequestId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class RsaSignerTest {
    private static final String BODY = "{\"note\":\"тест-µ\"}";
    private static KeyPair pair;

    @TempDir
    Path folder;

    private final FakeSignatureLog log = new FakeSignatureLog();
    private final Standing standing = new Standing();
    private final RsaPool pool = new RsaPool(1, 2);

    @BeforeAll
    static void makeAKeyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        pair = generator.generateKeyPair();
    }

    @AfterEach
    void closeThePool() {
        pool.close();
    }

    private RsaSigner signer() {
        Mandate mandate = new Mandate(
                new CredentialId("alpha-main-1"), TESTNET, new ApiKey("TESTKEY1234567890ab"), standing, log);
        return new RsaSigner(mandate, pair.getPrivate(), pool);
    }

    private Future<SignedRest> sign(RsaSigner signer) {
        return sign(signer, EndpointTable.ORDER_CREATE);
    }

    private Future<SignedRest> sign(RsaSigner signer, EndpointId endpoint) {
        RestTarget target =
                new RestTarget(new RequestId(endpoint.path().substring(1).replace('/', '-')), TESTNET, endpoint);
        return signer.rest(target, Buffer.buffer(BODY), 1_700_000_000_000L, 5_000);
    }

    private static boolean verifies(String text, String signature) throws Exception {
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(pair.getPublic());
        rsa.update(text.getBytes(StandardCharsets.UTF_8));
        return rsa.verify(Base64.getDecoder().decode(signature));
    }

    private static void assertNotSent(Throwable failure, String words) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.NotSent.class))
                .hasMessageContaining(words);
    }

    static String pemOf(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private String opensslSignature(String text) throws Exception {
        Path key = Files.writeString(folder.resolve("key.pem"), pemOf(pair));
        Path message = Files.writeString(folder.resolve("message"), text);
        Path out = folder.resolve("signature");
        int ended = new ProcessBuilder(List.of(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-sign",
                        key.toString(),
                        "-out",
                        out.toString(),
                        message.toString()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(ended).isZero();
        return Base64.getEncoder().encodeToString(Files.readAllBytes(out));
    }

    private static boolean opensslIsHere() {
        try {
            return new ProcessBuilder("openssl", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException absent) {
            return false;
        }
    }

    @Test
    void theSignatureIsVerifiedByTheJdkAndIsOneLineOfStandardBase64() throws Exception {
        String signature = done(sign(signer())).signature();
        assertThat(verifies("1700000000000TESTKEY1234567890ab5000" + BODY, signature))
                .isTrue();
        assertThat(signature).matches("[A-Za-z0-9+/]+=*");
        assertThat(verifies("GET/realtime1700000010000", done(signer().socketAuth(1_700_000_010_000L))))
                .isTrue();
    }

    @Test
    void theSignatureIsOpensslsByteForByte() throws Exception {
        assumeThat(opensslIsHere()).as("openssl is here").isTrue();
        assertThat(done(sign(signer())).signature())
                .isEqualTo(opensslSignature("1700000000000TESTKEY1234567890ab5000" + BODY));
    }

    @Test
    void itIsMadeOffTheEventLoopThatAskedForIt(Vertx vertx) throws Exception {
        Promise<SignedRest> signed = Promise.promise();
        log.meanwhile = () -> assertThat(Thread.currentThread().getName()).startsWith("portcullis-rsa-");
        vertx.getOrCreateContext().runOnContext(go -> sign(signer()).onComplete(signed));
        assertThat(done(signed.future()).signature()).isNotEmpty();
    }

    @Test
    void everySignatureIsRecordedBeforeItIsHandedOut() throws Exception {
        done(sign(signer()));
        done(signer().socketAuth(7));
        assertThat(log.lines).hasSize(2).last().isEqualTo("socket testnet alpha-main-1 7");
        log.refusal = new IllegalStateException("the ledger is closed");
        assertThat(failureOf(sign(signer()))).hasMessage("the ledger is closed");
    }

    @Test
    void whoFindsTheLineFullIsRefusedAtOnceAndNothingIsSignedForThem() throws Exception {
        // Given: one signature in the making, and two that wait
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        log.meanwhile = () -> {
            begun.countDown();
            awaitQuietly(goOn);
        };
        RsaSigner signer = signer();
        Future<SignedRest> first = sign(signer);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Future<SignedRest> second = sign(signer);
        Future<SignedRest> third = sign(signer);
        // When
        Future<SignedRest> fourth = sign(signer);
        // Then
        assertNotSent(fourth.cause(), "RSA signing is saturated: 2 signatures wait already");
        goOn.countDown();
        done(Future.all(first, second, third));
        assertThat(log.lines).hasSize(3);
    }

    @Test
    void aCancelFindsRoomInALineFullOfCreatesAndReadsAndGoesFirst() throws Exception {
        // Given: one signature in the making, every place of orders and of reads taken
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        log.meanwhile = () -> {
            begun.countDown();
            awaitQuietly(goOn);
        };
        RsaSigner signer = signer();
        List<Future<SignedRest>> asked = new ArrayList<>(List.of(sign(signer)));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 3; i++) {
            asked.add(sign(signer, EndpointTable.ORDER_REALTIME));
        }
        asked.add(sign(signer));
        asked.add(sign(signer));
        assertNotSent(sign(signer).cause(), "saturated");
        assertNotSent(sign(signer, EndpointTable.ORDER_REALTIME).cause(), "saturated");
        // When
        asked.add(sign(signer, EndpointTable.ORDER_CANCEL));
        goOn.countDown();
        done(Future.all(asked));
        // Then
        assertThat(log.lines).element(1).asString().contains("v5-order-cancel");
        assertThat(log.lines.subList(2, 4)).allMatch(line -> line.contains("v5-order-create"));
        assertThat(log.lines.subList(4, 7)).allMatch(line -> line.contains("v5-order-realtime"));
    }

    @Test
    void aPlaceIsFreeAgainWhenItsSignatureIsMadeOrFailed() throws Exception {
        RsaSigner signer = signer();
        for (int i = 0; i < 5; i++) {
            done(sign(signer));
        }
        log.refusal = new IllegalStateException("the ledger is closed");
        for (int i = 0; i < 5; i++) {
            assertThat(failureOf(sign(signer))).hasMessage("the ledger is closed");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRequestToAnotherEnvironmentIsRefused() throws Exception {
        Future<SignedRest> signed =
                signer().rest(FakeDesk.to(FakeDesk.MAINNET), Buffer.buffer(BODY), 1_700_000_000_000L, 5_000);
        assertNotSent(failureOf(signed), "goes to mainnet");
        assertThat(log.lines).isEmpty();
    }

    @Test
    void nothingIsSignedAfterARevocationNorForWhatWaitsInTheLine() throws Exception {
        // Given: one that waits behind another
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        log.meanwhile = () -> {
            begun.countDown();
            awaitQuietly(goOn);
        };
        RsaSigner signer = signer();
        Future<SignedRest> inTheMaking = sign(signer);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Future<SignedRest> waiting = sign(signer);
        // When
        signer.destroy();
        goOn.countDown();
        // Then
        assertNotSent(failureOf(inTheMaking), "is revoked");
        assertNotSent(failureOf(waiting), "is revoked");
        assertNotSent(failureOf(sign(signer)), "is revoked");
        assertThat(signer).hasToString("RsaSigner[alpha-main-1]");
    }

    @Test
    void aClosedPoolSaysThatTheGateStops() throws Exception {
        pool.close();
        assertNotSent(failureOf(sign(signer())), "the gate is stopping");
    }
}
