package dev.portcullis.door.v2;

import dev.portcullis.bybit.RetClass;
import dev.portcullis.bybit.RetCode;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Rejection.AccountUnclear;
import dev.portcullis.model.Rejection.AddressNotAllowed;
import dev.portcullis.model.Rejection.AlreadyNotPlaced;
import dev.portcullis.model.Rejection.BadSignature;
import dev.portcullis.model.Rejection.EndpointDenied;
import dev.portcullis.model.Rejection.Halted;
import dev.portcullis.model.Rejection.Malformed;
import dev.portcullis.model.Rejection.MixedBatch;
import dev.portcullis.model.Rejection.NotGranted;
import dev.portcullis.model.Rejection.NotSent;
import dev.portcullis.model.Rejection.OrderLinkIdOfAnother;
import dev.portcullis.model.Rejection.OrderLinkIdUnderAnotherBody;
import dev.portcullis.model.Rejection.OutOfBudget;
import dev.portcullis.model.Rejection.OutsideWindow;
import dev.portcullis.model.Rejection.RiskLimit;
import dev.portcullis.model.Rejection.StillInFlight;
import dev.portcullis.model.Rejection.Unauthenticated;
import java.util.Map;
import java.util.Set;

/** The ret_codes that old scripts know, for the gate's own no and for Bybit's v5 codes. */
final class OldCodes {
    /** Nobody knows what became of the write; a code of the gate's own, which no refusal of Bybit's ever was. */
    static final int UNKNOWN = 990003;

    static final int NOT_SENT = 990004;
    static final int NOT_PLACED = 990005;

    /** Of those who have not proven who they are, or that they may be here. */
    static final Set<Integer> OF_STRANGERS = Set.of(10002, 10003, 10004, 10005, 10010);

    private static final int PARAMETERS = 10001;
    private static final int TOO_MANY = 10006;
    private static final int LINK_ID_TAKEN = 20094;
    private static final int CANCELLED_ALREADY = 110010;

    private static final Map<Class<? extends Rejection>, Integer> OF_THE_GATE = Map.ofEntries(
            Map.entry(Malformed.class, PARAMETERS),
            Map.entry(AccountUnclear.class, PARAMETERS),
            Map.entry(MixedBatch.class, PARAMETERS),
            Map.entry(OutsideWindow.class, 10002),
            Map.entry(Unauthenticated.class, 10003),
            Map.entry(BadSignature.class, 10004),
            Map.entry(NotGranted.class, 10005),
            Map.entry(OutOfBudget.class, TOO_MANY),
            Map.entry(AddressNotAllowed.class, 10010),
            Map.entry(EndpointDenied.class, 10017),
            Map.entry(OrderLinkIdOfAnother.class, LINK_ID_TAKEN),
            Map.entry(OrderLinkIdUnderAnotherBody.class, LINK_ID_TAKEN),
            Map.entry(RiskLimit.class, 990001),
            Map.entry(Halted.class, 990002),
            Map.entry(StillInFlight.class, UNKNOWN),
            Map.entry(NotSent.class, NOT_SENT),
            Map.entry(AlreadyNotPlaced.class, NOT_PLACED));

    private OldCodes() {}

    static boolean isKnown(Class<? extends Rejection> type) {
        return OF_THE_GATE.containsKey(type);
    }

    static int of(Rejection rejection) {
        Integer code = OF_THE_GATE.get(rejection.getClass());
        if (code == null) {
            throw new IllegalStateException(rejection.getClass() + " has no ret_code; add it to the table");
        }
        return code;
    }

    /** The nearest old code for one of v5; v5's own where the old API had none. */
    static int ofV5(OldFamily family, int retCode) {
        RetClass known = RetCode.of(retCode).retClass();
        boolean isOldToo = retCode < 20_000;
        if (isOldToo && known != RetClass.DUPLICATE) {
            return retCode;
        }
        return switch (known) {
            case PARAM -> PARAMETERS;
            case RATE -> TOO_MANY;
            case DUPLICATE -> LINK_ID_TAKEN;
            case NOT_FOUND -> absent(family);
            case FINAL -> family == OldFamily.LINEAR ? absent(family) : ended(retCode);
            case FUNDS -> family == OldFamily.LINEAR ? 130021 : 30031;
            default -> retCode;
        };
    }

    /** The order does not exist, or it is too late for what was wanted of it. */
    static int absent(OldFamily family) {
        return family == OldFamily.LINEAR ? 130010 : 20001;
    }

    private static int ended(int retCode) {
        return retCode == CANCELLED_ALREADY ? 30037 : 30032;
    }
}
