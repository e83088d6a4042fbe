package dev.portcullis.ledger;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told. */
final class FakeWatcher implements LedgerWatcher {
    final List<Throwable> failures = new ArrayList<>();
    final List<Integer> groups = new ArrayList<>();
    final List<Integer> sealed = new ArrayList<>();
    final List<Boolean> full = new ArrayList<>();

    @Override
    public void failed(Throwable cause) {
        failures.add(cause);
    }

    @Override
    public void synced(long tookNanos, int records) {
        groups.add(records);
    }

    @Override
    public void sealed(int segment) {
        sealed.add(segment);
    }

    @Override
    public void diskFull(boolean isFull) {
        full.add(isFull);
    }
}
