package dev.portcullis.admin;

import dev.portcullis.admin.OperatorLog.Deed;
import dev.portcullis.credential.KekPlace;
import dev.portcullis.credential.KekRotation.Rotated;
import dev.portcullis.identity.OperatorName;
import io.vertx.core.Future;

/** What operators do to the sealed store as a whole. */
public final class StoreAdmin {
    /** The store's seals. */
    public interface Seals {
        /** The master key that the configuration names now. */
        KekPlace configured();

        /** Seals everything anew under that one. */
        Future<Rotated> rotate(KekPlace place);

        /** Takes the stored rows as they stand for the truth. */
        Future<Void> accept();
    }

    private final Seals seals;
    private final OperatorLog log;

    /** Over these seals. */
    public StoreAdmin(Seals seals, OperatorLog log) {
        this.seals = seals;
        this.log = log;
    }

    /** What everything is sealed under now, and how much of it was sealed anew. */
    public record Sealed(KekPlace place, Rotated rotated) {}

    /** Seals everything anew under the master key that the configuration names. */
    public Future<Sealed> rotateKek(OperatorName by) {
        KekPlace place = seals.configured();
        return log.first(new Deed(by, "store rotate-kek", place.line(), ""), () -> seals.rotate(place))
                .map(rotated -> new Sealed(place, rotated));
    }

    /** Believes the rows that stand in the store, whatever the manifest says; the reason goes into the ledger. */
    public Future<Void> accept(OperatorName by, String reason) {
        return log.first(new Deed(by, "store accept", "credentials", reason), seals::accept);
    }
}
