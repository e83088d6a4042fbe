package dev.portcullis.alert;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it was told. */
final class FakeOutlet implements AlertOutlet {
    private final List<AlertNotice> told = new CopyOnWriteArrayList<>();

    @Override
    public void tell(AlertNotice notice) {
        told.add(notice);
    }

    @Override
    public Future<OutletReport> test(AlertNotice notice) {
        told.add(notice);
        return Future.succeededFuture(
                new OutletReport("fake", true, notice.kind().text()));
    }

    List<AlertNotice> told() {
        return told;
    }

    /** State and subject of each. */
    List<String> inShort() {
        return told.stream().map(one -> one.state() + " " + one.subject()).toList();
    }
}
