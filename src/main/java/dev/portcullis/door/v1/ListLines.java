package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The lines of a list, one item each, page by page. What goes wrong on the way is the last line: an object whose one
 * member is the problem.
 */
final class ListLines implements LineSource {
    private static final byte LINE_FEED = '\n';

    private final V1Request request;
    private final PageWalk walk;
    private final Function<PageWalk, Future<List<ObjectNode>>> read;
    private boolean isBroken;

    /**
     * Lines behind those that have been read.
     *
     * @param read reads the items of the next page
     */
    ListLines(V1Request request, PageWalk walk, Function<PageWalk, Future<List<ObjectNode>>> read) {
        this.request = request;
        this.walk = walk;
        this.read = read;
    }

    @Override
    public boolean isOver() {
        return isBroken || walk.isOver();
    }

    @Override
    public Future<Buffer> next() {
        return read.apply(walk).map(ListLines::of).recover(this::lastLine);
    }

    /** One line for each item. */
    static Buffer of(List<ObjectNode> items) {
        Buffer lines = Buffer.buffer();
        items.forEach(item -> lines.appendBuffer(V1Json.write(item)).appendByte(LINE_FEED));
        return lines;
    }

    private Future<Buffer> lastLine(Throwable failed) {
        Optional<V1Problem> problem = ReadProblems.of(failed);
        if (problem.isEmpty()) {
            return Future.failedFuture(failed);
        }
        isBroken = true;
        ObjectNode line = V1Json.object().set("problem", problem.get().toJson(request.id()));
        return Future.succeededFuture(of(List.of(line)));
    }
}
