package dev.portcullis.credential;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every head that was noted, as the ledger does, whatever becomes of the store. */
final class FakeManifestLog implements ManifestLog {
    final List<Noted> noted = new CopyOnWriteArrayList<>();

    @Override
    public Future<List<Noted>> after(long counter) {
        int first = 0;
        for (int i = 0; i < noted.size(); i++) {
            first = noted.get(i).counter() <= counter ? i : first;
        }
        return Future.succeededFuture(noted.subList(first, noted.size()));
    }

    @Override
    public void note(Noted head) {
        noted.add(head);
    }
}
