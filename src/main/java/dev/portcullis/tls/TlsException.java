package dev.portcullis.tls;

import java.util.List;

/** Files of certificates cannot be used; every problem names its key, its file and what to do. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    TlsException(List<String> problems) {
        super(String.join("\n  ", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each problem. */
    public List<String> problems() {
        return problems;
    }
}
