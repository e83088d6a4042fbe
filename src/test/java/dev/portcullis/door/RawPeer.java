package dev.portcullis.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket and nothing else: sends what it is told, byte by byte (ISO 8859-1), and reads what comes. */
public final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket = new Socket();

    public RawPeer(int port) throws IOException {
        socket.connect(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    public RawPeer send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Everything until the listener ends the connection. */
    public String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** What comes next, up to so many bytes; how many came, -1 at the end. */
    int readSome(int bytesMax) throws IOException {
        return socket.getInputStream().read(new byte[bytesMax]);
    }

    /** One whole answer with a Content-Length, or an interim one. */
    public String readAnswer() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                return read.toString(StandardCharsets.ISO_8859_1);
            }
            read.write(b);
        }
        String head = read.toString(StandardCharsets.ISO_8859_1);
        return head + new String(socket.getInputStream().readNBytes(lengthIn(head)), StandardCharsets.ISO_8859_1);
    }

    /** What the head of an answer says of its body's length. */
    static int lengthIn(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    /** A head of these lines. */
    public static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    public static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: gate\r\n\r\n";
    }

    public static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: gate\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Ends the connection by a reset, not in good order. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
