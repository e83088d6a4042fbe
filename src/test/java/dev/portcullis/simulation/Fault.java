package dev.portcullis.simulation;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerEntry;
import dev.portcullis.ledger.LedgerFolder;
import dev.portcullis.ledger.OrderLookup;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.OrderEvidence;
import dev.portcullis.model.Service;
import dev.portcullis.pipeline.OrderPath;
import io.vertx.core.Future;
import java.util.List;

/** A gate that is built wrong in one place. Each method is one seam; as it stands here it changes nothing. */
class Fault {
    /** A gate as it should be. */
    static final Fault NONE = new Fault();

    LedgerFolder folder(LedgerFolder right) {
        return right;
    }

    Ledger ledger(Ledger right) {
        return right;
    }

    Exchange exchange(Exchange right, GateLife life) {
        return right;
    }

    OrderEvidence evidence(OrderEvidence right, World world) {
        return right;
    }

    Service<Call> path(OrderPath right) {
        return right;
    }

    /** What the gate takes for the answer to a call. */
    Future<Answer> answer(OrderPath path, Call call, Answer right) {
        return Future.succeededFuture(right);
    }

    int settleMillis(int right) {
        return right;
    }

    /** What a start reads of the past. */
    List<LedgerEntry> past(List<LedgerEntry> right) {
        return right;
    }

    /** Where the order path looks for what memory has let go of. */
    OrderLookup lookUp(OrderLookup right) {
        return right;
    }
}
