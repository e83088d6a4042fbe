package dev.portcullis.gate;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerFolder;
import dev.portcullis.model.Exchange;
import java.util.function.UnaryOperator;

/**
 * Where the gate meets what outlives it, its disk and the exchange. Whoever starts a gate may stand between: the kill
 * test ends the process there, and all else is composed as in production.
 *
 * @param folder wraps the folder of the ledger's segments
 * @param ledger wraps the ledger as the order path and the signers see it
 * @param exchange wraps the way of orders and of the gate's own questions about them
 */
public record Seams(
        UnaryOperator<LedgerFolder> folder, UnaryOperator<Ledger> ledger, UnaryOperator<Exchange> exchange) {
    /** Nobody stands between. */
    public static Seams none() {
        return new Seams(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }
}
