package dev.portcullis.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * An exchange made of raw sockets that does whatever a test scripts, byte by byte, and keeps exactly what it received.
 */
final class FakeExchange implements AutoCloseable {
    /** A well-formed answer that says nothing, not even the time. */
    static final String OK_BODY = "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{},\"retExtInfo\":{}}";

    private final ServerSocket server;
    private final Script script;
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeExchange::daemon);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** What one test wants to happen. */
    interface Script {
        /** Called with each whole request; what it writes goes to the caller. */
        void onRequest(Line line, Received request) throws IOException;

        /** Called with each new connection, before anything is read; false to stop serving it. */
        default boolean onConnection(Line line) throws IOException {
            return true;
        }
    }

    /**
     * One request as it came over the wire.
     *
     * @param connection which connection it came on, from 1
     */
    record Received(int connection, String head, String body) {
        String requestLine() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    FakeExchange(Script script) throws IOException {
        this(script, ServerSocketFactory.getDefault());
    }

    FakeExchange(Script script, ServerSocketFactory sockets) throws IOException {
        this.script = script;
        this.server = sockets.createServerSocket(0, 256, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Answers each request with this body and status 200. */
    static FakeExchange answering(String body) throws IOException {
        return new FakeExchange((line, request) -> line.answer(body));
    }

    /** A well-formed answer that was made at that time. */
    static String okAt(long millis) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{},\"retExtInfo\":{},\"time\":" + millis + "}";
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    List<Received> received() {
        return received;
    }

    List<Line> lines() {
        return lines;
    }

    void stopAccepting() throws IOException {
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Line line : lines) {
            line.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Line line = new Line(server.accept(), connections.incrementAndGet());
                lines.add(line);
                threads.execute(() -> serve(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Line line) {
        try {
            if (!script.onConnection(line)) {
                return;
            }
            Received request = line.read();
            while (request != null) {
                received.add(request);
                script.onRequest(line, request);
                request = line.read();
            }
        } catch (IOException gone) {
            line.close();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake-exchange");
        thread.setDaemon(true);
        return thread;
    }

    /** One connection, seen from the exchange. */
    static final class Line {
        private final Socket socket;
        private final int number;
        private volatile boolean ended;

        Line(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        void answer(String body) throws IOException {
            answer(200, "", body);
        }

        void answer(int status, String moreHeaders, String body) throws IOException {
            write(whole(status, moreHeaders, body));
        }

        /** The bytes of a whole answer. */
        static byte[] whole(int status, String moreHeaders, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\n" + moreHeaders
                    + "Content-Length: " + bytes.length + "\r\n\r\n";
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(bytes);
            return all.toByteArray();
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Closes in order, so that the caller sees an end of stream. */
        void close() {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                throw new UncheckedIOException(alreadyGone);
            }
        }

        /** Sends a TCP reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Whether the caller, or this side, has ended the connection. */
        boolean sawTheEnd() {
            return ended || socket.isClosed();
        }

        /** Reads this many bytes of whatever comes. */
        void skip(int count) throws IOException {
            socket.getInputStream().readNBytes(count);
        }

        private Received read() throws IOException {
            if (socket.isClosed()) {
                return null;
            }
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next == -1) {
                    ended = true;
                    return null;
                }
                head.write(next);
            }
            Received bare = new Received(number, head.toString(StandardCharsets.ISO_8859_1), "");
            String length = bare.header("content-length");
            byte[] body = length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length));
            return new Received(number, bare.head(), new String(body, StandardCharsets.UTF_8));
        }
    }
}
