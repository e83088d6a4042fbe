package dev.portcullis.credential;

import dev.portcullis.bybit.Signer;
import dev.portcullis.model.CredentialId;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs an order to find its account's key: warm, as every order but the first does, and cold, when nobody used
 * the key for half an hour and it is read from the store and opened. {@code load-tests/look-up} runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SignerLookupBenchmark {
    private static final long PAST_IDLE_NANOS = Duration.ofHours(1).toNanos();

    private final Vertx vertx = Vertx.vertx();
    private Path folder;
    private FakeDesk desk;
    private CredentialBook book;
    private CredentialId id;

    /** One key among others of its store, and open. */
    @Setup
    public void putKeysIn() throws Exception {
        folder = Files.createTempDirectory("portcullis-look-up");
        desk = FakeDesk.open(vertx, folder);
        book = desk.book();
        for (int i = 0; i < 100; i++) {
            id = FakeDesk.putActive(
                            book,
                            FakeDesk.candidate(FakeDesk.ALPHA, "k" + i, "KeyOfTheLookUp" + i),
                            FakeDesk.report("100001"))
                    .id();
        }
        FakeDesk.done(book.signer(id));
    }

    /** The key is open. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public Signer warm() {
        return book.signer(id).result();
    }

    /** The key was let go: it is read from SQLite and opened, its account's data key too. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Signer cold() throws Exception {
        desk.nanos.addAndGet(PAST_IDLE_NANOS);
        return FakeDesk.done(book.signer(id));
    }

    @TearDown
    public void tidyUp() throws Exception {
        FakeDesk.done(desk.store.close());
        FakeDesk.done(vertx.close());
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        deepestFirst.forEach(SignerLookupBenchmark::delete);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
