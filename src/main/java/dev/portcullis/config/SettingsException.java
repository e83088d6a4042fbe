package dev.portcullis.config;

import java.util.List;

/** The configuration cannot be used; every problem is listed, each with its key, its value and what was expected. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** A configuration with these problems, one sentence each. */
    public SettingsException(List<String> problems) {
        super(headline(problems) + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each problem. */
    public List<String> problems() {
        return problems;
    }

    private static String headline(List<String> problems) {
        return "the configuration has " + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
                + ":\n  ";
    }
}
