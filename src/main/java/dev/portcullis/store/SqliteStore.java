package dev.portcullis.store;

import dev.portcullis.store.StoreException.Cause;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The store in one SQLite file (WAL, durable commits), on one worker thread of its own; the default home. At most
 * {@value #CALLS_MAX} calls wait; one more fails at once.
 */
public final class SqliteStore implements Store {
    static final int CALLS_MAX = 1_024;

    private final WorkerExecutor worker;
    private final SqliteFile file;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteStore(WorkerExecutor worker, SqliteFile file) {
        this.worker = worker;
        this.file = file;
    }

    /**
     * Opens the file, made with mode 0600 when absent, and brings its tables up to date.
     *
     * @return fails with a {@link StoreException} when the file cannot be opened or its tables are of a newer program
     */
    public static Future<Store> open(Vertx vertx, Path path) {
        return vertx.executeBlocking(Migrations::bundled).compose(migrations -> open(vertx, path, migrations));
    }

    static Future<Store> open(Vertx vertx, Path path, Migrations migrations) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("portcullis-store-" + path.toAbsolutePath(), 1);
        return worker.executeBlocking(() -> SqliteFile.open(path))
                .map(file -> new SqliteStore(worker, file))
                .compose(store -> store.migrated(migrations))
                .onFailure(failure -> worker.close());
    }

    private Future<Store> migrated(Migrations migrations) {
        return migrations
                .apply(this)
                .<Store>map(this)
                .recover(failure -> close().transform(closing -> Future.failedFuture(failure)));
    }

    @Override
    public Future<List<Row>> query(Sql sql) {
        return run(() -> file.query(sql));
    }

    @Override
    public Future<Integer> update(Sql sql) {
        return run(() -> file.update(sql));
    }

    @Override
    public Future<Void> atomically(List<Sql> statements) {
        List<Sql> fixed = List.copyOf(statements);
        return run(() -> file.atomically(fixed)).mapEmpty();
    }

    @Override
    public Future<Void> copyTo(Path copy) {
        return run(() -> {
                    file.copyTo(copy);
                    return copy;
                })
                .mapEmpty();
    }

    @Override
    public Future<Void> close() {
        if (!closed.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return worker.executeBlocking(this::closeFile).<Void>mapEmpty().eventually(worker::close);
    }

    private boolean closeFile() {
        file.close();
        return true;
    }

    private <T> Future<T> run(Work<T> work) {
        if (closed.get()) {
            return Future.failedFuture(
                    new StoreException(Cause.UNAVAILABLE, "the store is closed: the gate is stopping"));
        }
        if (calls.incrementAndGet() > CALLS_MAX) {
            calls.decrementAndGet();
            return Future.failedFuture(new StoreException(
                    Cause.UNAVAILABLE, CALLS_MAX + " calls wait for the store already; is its disk slow or full?"));
        }
        return worker.executeBlocking(work::get).onComplete(done -> calls.decrementAndGet());
    }

    private interface Work<T> {
        T get();
    }
}
