package dev.portcullis.door;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes new hostile input of known input: the same from the same seed. */
final class Mutator {
    /** Requests that the listener must understand. */
    static final List<String> GOOD = List.of(
            RawPeer.get("/v5/market/time"),
            RawPeer.get("/v5/order/realtime?category=linear&cursor=page_token%3D39380%26"),
            RawPeer.post("/v5/order/create", "{\"category\": \"linear\", \"qty\": \"0.001\"}"),
            RawPeer.post("/accounts/alpha/v5/order/cancel", "{\"symbol\":\"BTCUSDT\"}"),
            RawPeer.post("/v5/order/cancel", ""),
            RawPeer.head(
                            "POST /v5/order/create HTTP/1.1",
                            "host: h:8080",
                            "Authorization: Bearer pcl_x_y",
                            "content-length:  4 ",
                            "X-Empty:",
                            "Connection: keep-alive")
                    + "{ }\n");

    private static final List<String> PIECES = List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            " ",
            "\t",
            ":",
            ",",
            "%",
            "\u0000",
            "\u00e9",
            "0",
            "9",
            "//",
            "/../",
            "Content-Length: 3\r\n",
            "Content-Length: 0\r\n",
            "Content-Xength: 3\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Connection: close\r\n",
            "Connection: keep-alive, close\r\n",
            "Expect: 100-continue\r\n",
            "Host: x\r\n",
            "X-A: b\r\n",
            " folded\r\n",
            "HTTP/1.0",
            "HTTP/1.1",
            "GET /v5/smuggled HTTP/1.1\r\n",
            "GET /v5/smuggled HTTP/1.1\r\nHost: gate\r\n\r\n");

    private static final int CHANGES_MAX = 4;
    private static final int PIECE_BYTES_MAX = 40;
    private static final String LAST = RawPeer.head("GET /v5/last HTTP/1.1", "Host: gate", "Connection: close");

    private final Random random;
    private final List<Seed> corpus = Seed.all();

    Mutator(long seed) {
        this.random = new Random(seed);
    }

    /** All the bytes of one attacking connection. */
    String next() {
        StringBuilder bytes = new StringBuilder(base());
        for (int i = random.nextInt(CHANGES_MAX + 1); i > 0 && bytes.length() > 0; i--) {
            change(bytes);
        }
        if (random.nextInt(10) > 0) {
            bytes.append(LAST);
        }
        return bytes.toString();
    }

    /** The bytes as they are sent: mostly in one, sometimes in some pieces. */
    List<String> pieces(String bytes) {
        if (random.nextInt(4) > 0 || bytes.length() < 2) {
            return List.of(bytes);
        }
        int cut = 1 + random.nextInt(bytes.length() - 1);
        return List.of(bytes.substring(0, cut), bytes.substring(cut));
    }

    /** One to three requests behind each other, good ones or seeds. */
    private String base() {
        StringBuilder bytes = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes.append(random.nextInt(3) == 0 ? of(corpus).bytes() : of(GOOD));
        }
        return bytes.toString();
    }

    private <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void change(StringBuilder bytes) {
        int at = random.nextInt(bytes.length());
        int end = Math.min(bytes.length(), at + 1 + random.nextInt(PIECE_BYTES_MAX));
        switch (random.nextInt(11)) {
            case 0 -> bytes.setCharAt(at, (char) (bytes.charAt(at) ^ 1 << random.nextInt(8)));
            case 1 -> bytes.setCharAt(at, (char) random.nextInt(256));
            case 2 -> bytes.insert(at, (char) random.nextInt(256));
            case 3 -> bytes.insert(at, of(PIECES));
            case 4 -> bytes.delete(at, end);
            case 5 -> bytes.insert(at, bytes.substring(at, end));
            case 6 -> bytes.setLength(at);
            case 7 -> splice(bytes, at);
            case 8 -> swapLines(bytes);
            case 9 -> changeDigit(bytes);
            default -> bytes.append(of(GOOD));
        }
    }

    /** Goes on, from here, as another request goes on from anywhere. */
    private void splice(StringBuilder bytes, int at) {
        String other = random.nextBoolean() ? of(corpus).bytes() : of(GOOD);
        bytes.setLength(at);
        bytes.append(other.substring(random.nextInt(other.length())));
    }

    private void swapLines(StringBuilder bytes) {
        List<String> lines = new ArrayList<>(Arrays.asList(bytes.toString().split("(?<=\r\n)")));
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        bytes.setLength(0);
        lines.forEach(bytes::append);
    }

    private void changeDigit(StringBuilder bytes) {
        int from = random.nextInt(bytes.length());
        for (int i = from; i < bytes.length(); i++) {
            if (Character.isDigit(bytes.charAt(i))) {
                bytes.setCharAt(i, (char) ('0' + random.nextInt(10)));
                return;
            }
        }
    }
}
