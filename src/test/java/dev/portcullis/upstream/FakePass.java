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
    private final Optional<String> objection;

    private FakePass(Optional<String> dropped, boolean grantsMore, Optional<String> objection) {
        this.dropped = dropped;
        this.grantsMore = grantsMore;
        this.objection = objection;
    }

    static FakePass open() {
        return new FakePass(Optional.empty(), true, Optional.empty());
    }

    static FakePass dropping(String why) {
        return new FakePass(Optional.of(why), true, Optional.empty());
    }

    static FakePass forOneWrite() {
        return new FakePass(Optional.empty(), false, Optional.empty());
    }

    static FakePass objectingToTheSecond(String why) {
        return new FakePass(Optional.empty(), true, Optional.of(why));
    }

    @Override
    public Optional<String> objection() {
        return objection;
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
