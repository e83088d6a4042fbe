package dev.portcullis.ledger;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told. */
final class FakeWatcher implements LedgerWatcher {
    final List<Throwable> failures = new ArrayList<>();
    final List<Integer> groups = new ArrayList<>();

    @Override
    public void failed(Throwable cause) {
        failures.add(cause);
    }

    @Override
    public void synced(long tookNanos, int records) {
        groups.add(records);
    }
}
