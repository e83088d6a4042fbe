package dev.portcullis.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A changed file is read anew, once, and a broken change is told once. */
@ExtendWith(VertxExtension.class)
class FileWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final List<String> read = new CopyOnWriteArrayList<>();
    private final List<Throwable> broken = new CopyOnWriteArrayList<>();

    private FileWatch<String> watch(Vertx vertx, Path file) throws Exception {
        FileWatch<String> watch =
                new FileWatch<>(vertx, () -> List.of(file), () -> Files.readString(file), read::add, broken::add);
        return done(watch.begin(OFTEN));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aChangeIsReadOnceAndAnUnchangedFileNever(Vertx vertx) throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "first");
        FileWatch<String> watch = watch(vertx, file);

        replace(file, "second one");
        await().until(() -> read.equals(List.of("second one")));
        replace(file, "third");
        await().until(() -> read.equals(List.of("second one", "third")));

        done(watch.end());
        assertThat(broken).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsToldOnceAndItsSuccessorIsRead(Vertx vertx) throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "first");
        FileWatch<String> watch = watch(vertx, file);

        Files.delete(file);
        await().until(() -> broken.size() == 1);
        Files.writeString(file, "second");
        await().until(() -> read.equals(List.of("second")));

        done(watch.end());
        assertThat(broken).singleElement().isInstanceOf(NoSuchFileException.class);
    }

    private void replace(Path file, String text) throws IOException {
        Files.move(Files.writeString(folder.resolve("new"), text), file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
