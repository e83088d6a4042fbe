package dev.portcullis.upstream;

import dev.portcullis.model.DeparturePass;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A pass that counts what it is asked. */
final class FakePass implements DeparturePass {
    final AtomicInteger departs = new AtomicInteger();
    final AtomicInteger moreAsked = new AtomicInteger();
    private final Optional<String> dropped;
    private final boolean grantsMore;

    private FakePass(Optional<String> dropped, boolean grantsMore) {
        this.dropped = dropped;
        this.grantsMore = grantsMore;
    }

    static FakePass open() {
        return new FakePass(Optional.empty(), true);
    }

    static FakePass dropping(String why) {
        return new FakePass(Optional.of(why), true);
    }

    static FakePass forOneWrite() {
        return new FakePass(Optional.empty(), false);
    }

    @Override
    public Optional<String> depart() {
        departs.incrementAndGet();
        return dropped;
    }

    @Override
    public boolean departAgain() {
        moreAsked.incrementAndGet();
        return grantsMore;
    }
}
