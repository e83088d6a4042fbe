package dev.portcullis.bybit;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one of Bybit's retCodes means.
 *
 * @param code the number in the answer
 * @param retClass what kind of answer it is
 * @param meaning a few words for a person
 * @param source where Bybit, or an SDK, says so
 */
public record RetCode(int code, RetClass retClass, String meaning, String source) {
    private static final Map<Integer, RetCode> LISTED = Stream.of(
                    RetCodesGeneral.ROWS, RetCodesDerivatives.ROWS, RetCodesSpot.ROWS)
            .flatMap(String::lines)
            .map(RetCode::ofRow)
            .collect(Collectors.toUnmodifiableMap(RetCode::code, listed -> listed));

    /** The meaning of that code; of class {@link RetClass#UNLISTED} when the table has no row for it. */
    public static RetCode of(int code) {
        RetCode listed = LISTED.get(code);
        return listed != null ? listed : new RetCode(code, RetClass.UNLISTED, "not in the gate's table", "none");
    }

    /** Every row of the table, in no order. */
    public static Collection<RetCode> listed() {
        return LISTED.values();
    }

    private static RetCode ofRow(String row) {
        String[] cells = row.split(" \\| ", -1);
        return new RetCode(Integer.parseInt(cells[0]), RetClass.valueOf(cells[1]), cells[2], cells[3]);
    }
}
