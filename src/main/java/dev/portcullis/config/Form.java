package dev.portcullis.config;

/** How the text of a key becomes its value. */
@FunctionalInterface
interface Form<T> {
    /**
     * Reads a text without surrounding blanks.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    T read(String text);
}
