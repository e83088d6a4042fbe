package dev.portcullis.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at files every few seconds, off the event loops, and reads them anew when their times or sizes have changed and
 * have then stayed the same for one look: certificate and key are two files, which nobody replaces at one moment.
 *
 * @param <T> what the files are read into
 */
public final class FileWatch<T> {
    private record Mark(Path file, long size, String changed) {}

    private final Vertx vertx;
    private final Supplier<List<Path>> files;
    private final Callable<T> reading;
    private final Consumer<T> whenRead;
    private final Consumer<Throwable> whenUnreadable;
    private List<Mark> taken = List.of();
    private List<Mark> lastSeen = List.of();
    private volatile Future<Void> looking = Future.succeededFuture();
    private volatile boolean ended;

    /**
     * A watch that has not begun.
     *
     * @param files asked at each look
     * @param reading reads them; may block
     * @param whenRead told what was read, on the context that began the watch
     * @param whenUnreadable told once why a change cannot be used
     */
    public FileWatch(
            Vertx vertx,
            Supplier<List<Path>> files,
            Callable<T> reading,
            Consumer<T> whenRead,
            Consumer<Throwable> whenUnreadable) {
        this.vertx = vertx;
        this.files = files;
        this.reading = reading;
        this.whenRead = whenRead;
        this.whenUnreadable = whenUnreadable;
    }

    /** Takes the files as they are now for known and looks at them again and again. */
    public Future<FileWatch<T>> begin(Duration every) {
        return marks().map(now -> {
            taken = now;
            lastSeen = now;
            lookLater(every);
            return this;
        });
    }

    /** Looks no more; completes when the look in progress, if any, is over. */
    public Future<Void> end() {
        ended = true;
        return looking.otherwiseEmpty();
    }

    private void lookLater(Duration every) {
        if (!ended) {
            vertx.setTimer(every.toMillis(), timer -> lookNow(every));
        }
    }

    private void lookNow(Duration every) {
        if (!ended) {
            looking = look();
            looking.onComplete(looked -> lookLater(every));
        }
    }

    private Future<Void> look() {
        return marks().compose(now -> {
            boolean isSettled = now.equals(lastSeen);
            lastSeen = now;
            if (ended || !isSettled || now.equals(taken)) {
                return Future.succeededFuture();
            }
            taken = now;
            return vertx.executeBlocking(reading)
                    .onSuccess(whenRead::accept)
                    .onFailure(whenUnreadable::accept)
                    .mapEmpty();
        });
    }

    private Future<List<Mark>> marks() {
        List<Path> now = files.get();
        return vertx.executeBlocking(() -> marksOf(now));
    }

    private static List<Mark> marksOf(List<Path> files) {
        List<Mark> marks = new ArrayList<>();
        for (Path file : files) {
            marks.add(markOf(file));
        }
        return marks;
    }

    /** The file's key changes when another file is moved to its place. */
    private static Mark markOf(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Mark(file, now.size(), now.lastModifiedTime() + " " + now.fileKey());
        } catch (IOException missing) {
            return new Mark(file, -1, missing.getClass().getSimpleName());
        }
    }
}
