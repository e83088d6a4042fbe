package dev.portcullis;

/** The entry point: hands the command line to the house and exits with its code. */
public final class Main {
    private Main() {}

    /** Runs one command; see {@code --help}. */
    public static void main(String[] arguments) {
        System.out.println(arguments.length);
    }
}
