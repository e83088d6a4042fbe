package dev.portcullis.identity;

import java.util.Optional;

/**
 * One line of what an {@code apply} does to the desk.
 *
 * @param subject what is changed, such as {@code client bot1 cidrs}
 * @param detail how, such as {@code 10.0.0.0/8 -> 10.1.0.0/16}
 * @param widens who may do more than before, in a few words; empty when nobody may
 */
public record DeskChange(Kind kind, String subject, String detail, Optional<String> widens) {
    /** What becomes of the subject. */
    public enum Kind {
        ADD("+"),
        CHANGE("~"),
        REMOVE("-"),
        /** It is in the gate and not in the file, and stays. */
        KEEP("=");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        /** The first character of its line. */
        public String mark() {
            return mark;
        }
    }

    static DeskChange narrow(Kind kind, String subject, String detail) {
        return new DeskChange(kind, subject, detail, Optional.empty());
    }

    static DeskChange wider(Kind kind, String subject, String detail, String widens) {
        return new DeskChange(kind, subject, detail, Optional.of(widens));
    }

    /** Whether the desk is another one afterwards. */
    public boolean isChange() {
        return kind != Kind.KEEP;
    }

    /** For people and for the ledger: {@code ~ client bot1 enabled: false -> true  ! widens: enabled again}. */
    public String line() {
        return kind.mark + " " + subject + (detail.isEmpty() ? "" : ": " + detail)
                + widens.map(what -> "  ! widens: " + what).orElse("");
    }
}
