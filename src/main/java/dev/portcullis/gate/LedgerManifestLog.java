package dev.portcullis.gate;

import dev.portcullis.credential.ManifestLog;
import dev.portcullis.ledger.SystemRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** Notes the heads of the list of API keys in the ledger, which nobody can put back unseen. */
final class LedgerManifestLog implements ManifestLog {
    private final Vertx vertx;
    private final LedgerHouse ledger;

    LedgerManifestLog(Vertx vertx, LedgerHouse ledger) {
        this.vertx = vertx;
        this.ledger = ledger;
    }

    @Override
    public Future<List<Noted>> after(long counter) {
        return vertx.executeBlocking(() -> ledger.reader().manifestsAfter(counter).stream()
                .map(LedgerManifestLog::noted)
                .toList());
    }

    private static Noted noted(SystemRecord.Manifest head) {
        String changed = head.changed();
        return new Noted(head.counter(), head.mac(), changed == null ? List.of() : List.of(changed.split(",", -1)));
    }

    @Override
    public void note(Noted head) {
        String changed = head.changed().isEmpty() ? null : String.join(",", head.changed());
        ledger.writer().note(new SystemRecord.Manifest(head.counter(), head.mac(), changed));
    }
}
