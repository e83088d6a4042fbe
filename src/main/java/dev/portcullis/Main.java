package dev.portcullis;

import dev.portcullis.cli.Portcullis;

/** The entry point: hands the command line to the house and exits with its code. */
public final class Main {
    private Main() {}

    /** Runs one command; see {@code --help}. */
    public static void main(String[] arguments) {
        System.exit(Portcullis.run(arguments));
    }
}
