package dev.portcullis.upstream;

import static dev.portcullis.upstream.RestExchangeTest.answered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.DeparturePass;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A signer that is asked over a network: until its signature is there the call has not departed. */
@Timeout(60)
final class RestExchangeFarSignerTest {
    private static final String ORDER = "{\"category\":\"linear\",\"orderLinkId\":\"gw-0001\"}";

    private final Promise<Void> signature = Promise.promise();
    private final FakeSigner signer = new FakeSigner(signature::future);

    private Bench bench(FakeExchange fake) {
        signer.farAway = true;
        return Bench.at(URI.create("http://127.0.0.1:" + fake.port()), signer, UnaryOperator.identity())
                .knowingTheTime();
    }

    /** A pass that counts, and that something may stop until it departs. */
    private static final class Stoppable implements DeparturePass {
        private final AtomicInteger departs = new AtomicInteger();
        private final AtomicReference<String> stop = new AtomicReference<>();

        @Override
        public Optional<String> depart() {
            departs.incrementAndGet();
            return Optional.ofNullable(stop.get());
        }

        @Override
        public boolean departAgain() {
            return true;
        }
    }

    @Test
    void whatIsStoppedWhileItsSignatureIsOnTheWayNeverLeaves() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = bench(fake)) {
            Stoppable pass = new Stoppable();
            Future<Reply> sent = bench.create(ORDER).with(pass).send();
            Awaitility.await().until(() -> !signer.signed.isEmpty());
            assertThat(pass.departs).as("not departed while it waits").hasValue(0);

            pass.stop.set("halted by ann");
            signature.complete();

            assertThat(Bench.wait(sent))
                    .isInstanceOfSatisfying(
                            Reply.NotWritten.class, not -> assertThat(not.why()).isEqualTo("halted by ann"));
            assertThat(pass.departs).hasValue(1);
            assertThat(fake.received()).isEmpty();
        }
    }

    @Test
    void withItsSignatureItDepartsAndIsWritten() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = bench(fake)) {
            Stoppable pass = new Stoppable();
            Future<Reply> sent = bench.create(ORDER).with(pass).send();
            Awaitility.await().until(() -> !signer.signed.isEmpty());
            signature.complete();

            assertThat(answered(Bench.wait(sent)).body().toString()).isEqualTo(FakeExchange.OK_BODY);
            assertThat(pass.departs).hasValue(1);
            assertThat(fake.received())
                    .singleElement()
                    .extracting(one -> one.header("X-BAPI-SIGN"))
                    .isEqualTo("sign-1");
        }
    }

    @Test
    void aSignatureThatComesTooLateLeavesTheCallUndeparted() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = bench(fake)) {
            Stoppable pass = new Stoppable();
            Future<Reply> sent = bench.create(ORDER)
                    .with(pass)
                    .signBy(Duration.ofMillis(200))
                    .send();
            bench.vertx.setTimer(400, late -> signature.complete());

            assertThat(Bench.wait(sent))
                    .isInstanceOfSatisfying(
                            Reply.NotWritten.class, not -> assertThat(not.why()).contains("its time to depart passed"));
            assertThat(pass.departs).hasValue(0);
            assertThat(fake.received()).isEmpty();
        }
    }

    @Test
    void aSignatureThatIsRefusedIsNotWrittenAndSaysWhy() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = bench(fake)) {
            signature.fail(new RejectedException(new Rejection.NotSent("Vault is sealed; nothing was signed")));

            for (int i = 0; i < 3; i++) {
                assertThat(bench.create(ORDER).go())
                        .isEqualTo(new Reply.NotWritten("Vault is sealed; nothing was signed"));
            }

            assertThat(fake.received()).isEmpty();
        }
    }
}
