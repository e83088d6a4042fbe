package dev.portcullis.alert;

import io.vertx.core.Future;

/** One way on which alerts leave the gate. Called in the order of events, from one thread at a time; never blocks. */
public interface AlertOutlet {
    /** Passes a notice on; what goes wrong on the way stays here. */
    void tell(AlertNotice notice);

    /** Passes a test on at once and says what came of it; never fails. */
    Future<OutletReport> test(AlertNotice notice);
}
