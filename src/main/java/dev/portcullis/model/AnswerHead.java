package dev.portcullis.model;

import java.util.List;
import java.util.Optional;

/**
 * Status and headers of an HTTP answer, in the order received.
 *
 * @param status the HTTP status
 * @param headers only those that may be shown to a caller
 */
public record AnswerHead(int status, List<Header> headers) {
    /** The header that tells whoever trades with a key what is wrong with it, and what helps. */
    public static final String KEY_TROUBLE = "X-Portcullis-Key-Trouble";

    /** One header line. */
    public record Header(String name, String value) {}

    /** The head of an answer that the gate itself makes. */
    public static AnswerHead ok() {
        return new AnswerHead(200, List.of());
    }

    /** The first header of that name, whatever its case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
