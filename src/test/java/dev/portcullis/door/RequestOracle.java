package dev.portcullis.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says, from all the bytes of a connection, which requests a strict server may run and how the connection must end. A
 * second opinion on the listener: it looks at the whole text with regular expressions, and shares no code with it.
 */
final class RequestOracle {
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) ([!-~]+) HTTP/1\\.1\r\n");
    private static final Pattern HEADERS = Pattern.compile("(?:[A-Za-z0-9-]+:[\t -~\u0080-\u00ff]*+\r\n)*+\r\n");
    private static final Pattern PATH =
            Pattern.compile("/|(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9_.:~@-]+)+", Pattern.DOTALL);
    private static final Pattern QUERY = Pattern.compile("(?:[^%#]|%[0-9A-Fa-f]{2})*+");
    private static final Pattern HOST = Pattern.compile("[ \t]*[A-Za-z0-9._:\\[\\]-]*[ \t]*");
    private static final Pattern LENGTH = Pattern.compile("[ \t]*[0-9]+[ \t]*");
    private static final Pattern LENGTH_BEGUN = Pattern.compile("[ \t]*[0-9]*[ \t]*");
    private static final Pattern ALMOST_LENGTH = Pattern.compile("content-[a-z0-9-]ength");
    private static final int REQUEST_LINE_BYTES_MAX = 8 << 10;
    private static final int HEADERS_BYTES_MAX = 16 << 10;
    private static final int BODY_BYTES_MAX = 64 << 10;

    /** How a connection must end. */
    enum End {
        /** With a status of 400 or more, and nothing behind it. */
        REFUSED,
        /** At a deadline, for something was begun and never came whole. */
        CUT,
        /** Because a request asked for it. */
        CLOSED,
        /** By itself, idle, for all that came was whole. */
        IDLE
    }

    /**
     * What a strict server makes of the bytes.
     *
     * @param targets of the requests that it runs, in order
     * @param end how the connection ends behind them
     */
    record Verdict(List<String> targets, End end) {}

    private final String bytes;
    private final List<String> targets = new ArrayList<>();
    private int at;

    private RequestOracle(String bytes) {
        this.bytes = bytes;
    }

    static Verdict of(String bytes) {
        RequestOracle oracle = new RequestOracle(bytes);
        End end = null;
        while (end == null) {
            end = oracle.next();
        }
        return new Verdict(List.copyOf(oracle.targets), end);
    }

    /** Null when one more request was run and the connection goes on. */
    private End next() {
        if (at == bytes.length()) {
            return End.IDLE;
        }
        Matcher line = REQUEST_LINE.matcher(bytes).region(at, bytes.length());
        if (!line.lookingAt()) {
            return line.hitEnd() && bytes.length() - at <= REQUEST_LINE_BYTES_MAX ? End.CUT : End.REFUSED;
        }
        if (line.end() - at > REQUEST_LINE_BYTES_MAX) {
            return End.REFUSED;
        }
        Matcher headers = HEADERS.matcher(bytes).region(line.end(), bytes.length());
        boolean isWhole = headers.lookingAt();
        String head = bytes.substring(line.end(), isWhole ? headers.end() : bytes.length());
        if (head.length() > HEADERS_BYTES_MAX || (!isWhole && !headers.hitEnd()) || isObjectionable(head)) {
            return End.REFUSED;
        }
        return isWhole ? headIsWhole(line.group(1), line.group(2), lines(head), headers.end()) : End.CUT;
    }

    private End headIsWhole(String method, String target, List<String[]> headers, int bodyAt) {
        long length = lengthIn(headers);
        if (!namesHost(headers) || length > BODY_BYTES_MAX || !isServed(method, target, headers, length)) {
            return End.REFUSED;
        }
        if (bytes.length() - bodyAt < length) {
            return End.CUT;
        }
        at = bodyAt + (int) length;
        targets.add(target);
        return saysClose(headers) ? End.CLOSED : null;
    }

    private static boolean isServed(String method, String target, List<String[]> headers, long length) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        boolean expectsMore = headers.stream()
                .anyMatch(header ->
                        header[0].equals("expect") && !header[1].strip().equalsIgnoreCase("100-continue"));
        return List.of("GET", "POST", "PATCH", "DELETE").contains(method)
                && PATH.matcher(path).matches()
                && QUERY.matcher(query).matches()
                && !(method.equals("GET") && length > 0)
                && !expectsMore;
    }

    /** Name and value of each line whose name is there; the last value may be the beginning of one. */
    private static List<String[]> lines(String head) {
        List<String[]> lines = new ArrayList<>();
        for (String line : head.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.add(new String[] {line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1)});
            }
        }
        return lines;
    }

    /** Whether what is there of the headers is wrong already, whatever may follow. */
    private static boolean isObjectionable(String head) {
        List<String[]> headers = lines(head);
        String lastBegun = head.substring(head.lastIndexOf('\n') + 1);
        for (String[] header : headers) {
            boolean isBegun = header == headers.get(headers.size() - 1) && !lastBegun.isEmpty();
            boolean isWrong = switch (header[0]) {
                case "transfer-encoding" -> true;
                case "host" -> !HOST.matcher(withoutReturn(header[1])).matches();
                case "content-length" -> !isLength(header[1], isBegun);
                default -> ALMOST_LENGTH.matcher(header[0]).matches();
            };
            if (isWrong) {
                return true;
            }
        }
        return count(headers, "content-length") > 1 || count(headers, "host") > 1;
    }

    private static boolean isLength(String value, boolean isBegun) {
        boolean endsHere = !isBegun || value.endsWith("\r");
        return (endsHere ? LENGTH : LENGTH_BEGUN).matcher(withoutReturn(value)).matches();
    }

    private static String withoutReturn(String value) {
        return value.endsWith("\r") ? value.substring(0, value.length() - 1) : value;
    }

    private static boolean namesHost(List<String[]> headers) {
        return headers.stream().anyMatch(header -> header[0].equals("host") && !header[1].isBlank());
    }

    private static long count(List<String[]> headers, String name) {
        return headers.stream().filter(header -> header[0].equals(name)).count();
    }

    private static long lengthIn(List<String[]> headers) {
        for (String[] header : headers) {
            if (header[0].equals("content-length")) {
                String digits = header[1].strip().replaceFirst("^0+(?=.)", "");
                return digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
            }
        }
        return 0;
    }

    /**
     * Vert.x hears the word only when it stands alone; what it runs behind "close, TE" has to be sound all the same.
     */
    private static boolean saysClose(List<String[]> headers) {
        return headers.stream()
                .anyMatch(header ->
                        header[0].equals("connection") && header[1].strip().equalsIgnoreCase("close"));
    }
}
