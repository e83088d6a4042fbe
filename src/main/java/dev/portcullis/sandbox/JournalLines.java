package dev.portcullis.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.journal.JournalFile;
import dev.portcullis.sandbox.wire.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's file, if one was asked for: one JSON object a line, appended without blocking. */
final class JournalLines implements JournalFile {
    private static final Logger LOG = LoggerFactory.getLogger(JournalLines.class);
    private static final byte NEW_LINE = '\n';

    private final Optional<AsyncFile> file;

    private JournalLines(Optional<AsyncFile> file) {
        this.file = file;
    }

    /** Opens the file for appending; without one, lines go nowhere. */
    static Future<JournalLines> open(Vertx vertx, @Nullable Path path) {
        if (path == null) {
            return Future.succeededFuture(new JournalLines(Optional.empty()));
        }
        return vertx.fileSystem()
                .open(path.toString(), new OpenOptions().setAppend(true))
                .map(open -> new JournalLines(Optional.of(open)));
    }

    @Override
    public boolean keeps() {
        return file.isPresent();
    }

    @Override
    public void append(ObjectNode line) {
        Buffer bytes = Buffer.buffer(Json.bytes(line)).appendByte(NEW_LINE);
        file.ifPresent(open -> open.write(bytes).onFailure(JournalLines::lost));
    }

    Future<Void> close() {
        return file.map(AsyncFile::close).orElseGet(Future::succeededFuture);
    }

    private static void lost(Throwable cause) {
        LOG.error("a journal line could not be written; the record in memory is whole, the file is not", cause);
    }
}
