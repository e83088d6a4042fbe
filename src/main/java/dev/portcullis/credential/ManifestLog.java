package dev.portcullis.credential;

import io.vertx.core.Future;
import java.util.List;

/** Where the heads of the manifest are noted, apart from the store, so that putting the whole store back is found. */
public interface ManifestLog {
    /**
     * One head.
     *
     * @param counter how often the manifest was changed
     * @param mac what authenticates it, in hex
     * @param changed the entries that this change wrote, as {@link ManifestEntry#line}; empty when the head was noted
     *     without a change
     */
    record Noted(long counter, String mac, List<String> changed) {
        /** Keeps a copy. */
        public Noted {
            changed = List.copyOf(changed);
        }
    }

    /** The heads that are newer than {@code counter}, oldest first; when there is none, the newest at least. */
    Future<List<Noted>> after(long counter);

    /** Notes a head without waiting. */
    void note(Noted head);

    /** Notes nothing: the whole store may be put back unseen. */
    static ManifestLog none() {
        return new ManifestLog() {
            @Override
            public Future<List<Noted>> after(long counter) {
                return Future.succeededFuture(List.of());
            }

            @Override
            public void note(Noted head) {
                // there is nowhere to note it
            }
        };
    }
}
