package dev.portcullis.door.v1;

import dev.portcullis.bybit.normal.V5Page;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

/**
 * Walks a list from where its wish begins to its end: cursors to the end of a window of time, then the next window. One
 * page at a time, asked for only when {@link #next} is called.
 */
final class PageWalk {
    private final ListWish wish;
    private final Queue<TimeSpan> windows;
    private String cursor;

    PageWalk(ListWish wish) {
        this.wish = wish;
        this.windows = new ArrayDeque<>(wish.windows());
        this.cursor = wish.cursor();
    }

    /** Whether the last page has been read. */
    boolean isOver() {
        return windows.isEmpty();
    }

    /**
     * Reads the next page; fails with a problem when it cannot be had. Not to be called before the last one has come,
     * or when it is over.
     *
     * @param read asks for a page by its raw query
     */
    Future<V5Page> next(Function<String, Future<V5Page>> read) {
        return read.apply(wish.query(windows.element(), cursor)).map(this::goOnBehind);
    }

    /** A cursor that leads to itself would never end, and what lies behind it would be missing. */
    private V5Page goOnBehind(V5Page page) {
        if (page.hasNext() && page.nextCursor().equals(cursor)) {
            throw new V1ProblemException(V1Problem.of(
                    ProblemType.UNREADABLE, "the exchange's page names itself as the next one; the list is not whole"));
        }
        if (!page.hasNext()) {
            windows.remove();
        }
        cursor = page.nextCursor();
        return page;
    }
}
