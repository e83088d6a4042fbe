package dev.portcullis.whole;

import dev.portcullis.sandbox.fault.SideEffect;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a gate and its simulator, and does to the one request that names a scripted orderLinkId, byte by byte,
 * what a network may do. Everything else passes unchanged, each request on the connection that it came on.
 */
final class FaultProxy implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern LINK = Pattern.compile("\"orderLinkId\":\"([^\"]+)\"");
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final long DRIP_NANOS = 20_000_000;

    private final ServerSocket server;
    private final URI exchange;
    private final ExecutorService threads = Executors.newCachedThreadPool(FaultProxy::daemon);
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, Integer> earlierOnItsConnection = new ConcurrentHashMap<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile byte[] lastAnswerToACreate = new byte[0];
    private volatile int lastCreateLength;

    /** What happens to one request. */
    sealed interface Fault {}

    /**
     * The exchange gets the first bytes of the request, then both sides are reset.
     *
     * @param bytes how many
     */
    record CutRequest(int bytes) implements Fault {}

    /**
     * The caller gets the first bytes of an answer, and the connection ends.
     *
     * @param effect whether the exchange got the request; where not, the bytes are those of another order's answer
     * @param bytes how many
     */
    record CutAnswer(SideEffect effect, int bytes, End end) implements Fault {}

    /**
     * The caller gets a byte now and then.
     *
     * @param effect whether the exchange got the request
     */
    record Drip(SideEffect effect) implements Fault {}

    /**
     * The caller gets nothing, and the connection stays open.
     *
     * @param effect whether the exchange got the request
     */
    record Silence(SideEffect effect) implements Fault {}

    /** How a connection ends. */
    enum End {
        /** In good order (FIN). */
        CLOSED,
        /** At once (RST). */
        RESET
    }

    /** A proxy that no gate uses yet. */
    FaultProxy(URI exchange) throws IOException {
        this.exchange = exchange;
        this.server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where the gate finds its exchange. */
    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void script(String orderLinkId, Fault fault) {
        faults.put(orderLinkId, fault);
    }

    /** How many requests the connection of that order had carried before it; empty when the order never came. */
    Optional<Integer> earlierOnItsConnection(String orderLinkId) {
        return Optional.ofNullable(earlierOnItsConnection.get(orderLinkId));
    }

    /** The length of a create's whole answer, head and body, in bytes. */
    int answerBytes() {
        return lastAnswerToACreate.length;
    }

    /** The length of a create's whole request, head and body, in bytes. */
    int requestBytes() {
        return lastCreateLength;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                sockets.add(caller);
                threads.execute(() -> carry(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket socket) {
        try (Side caller = new Side(socket);
                Side upstream = new Side(new Socket(exchange.getHost(), exchange.getPort()))) {
            sockets.add(upstream.socket);
            boolean open = true;
            for (int earlier = 0; open; earlier++) {
                byte[] request = caller.read();
                open = request.length > 0 && pass(request, earlier, caller, upstream);
            }
        } catch (IOException gone) {
            // one of the two has ended the connection, and both are closed: that is all a network would do
            sockets.remove(socket);
        }
    }

    /** Carries one request; false when its connection has ended. */
    private boolean pass(byte[] request, int earlier, Side caller, Side upstream) throws IOException {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        String link = text.startsWith("POST /v5/order/create ") ? linkOf(text) : "";
        if (!link.isEmpty()) {
            earlierOnItsConnection.put(link, earlier);
        }
        Fault fault = faults.get(link);
        if (fault != null) {
            harm(fault, request, caller, upstream);
            return false;
        }
        byte[] answer = exchanged(request, upstream);
        if (!link.isEmpty()) {
            lastAnswerToACreate = answer;
            lastCreateLength = request.length;
        }
        caller.write(answer, answer.length);
        return answer.length > 0;
    }

    private void harm(Fault fault, byte[] request, Side caller, Side upstream) throws IOException {
        if (fault instanceof CutRequest cut) {
            upstream.write(request, Math.min(cut.bytes(), request.length - 1));
            upstream.end(End.RESET);
            caller.end(End.RESET);
        } else if (fault instanceof CutAnswer cut) {
            byte[] answer = answerTo(request, cut.effect(), upstream);
            caller.write(answer, Math.min(cut.bytes(), answer.length));
            caller.end(cut.end());
        } else if (fault instanceof Drip drip) {
            drip(answerTo(request, drip.effect(), upstream), caller);
        } else if (fault instanceof Silence silence) {
            answerTo(request, silence.effect(), upstream);
            caller.awaitEnd();
        }
    }

    private byte[] answerTo(byte[] request, SideEffect effect, Side upstream) throws IOException {
        return effect == SideEffect.EXECUTED ? exchanged(request, upstream) : lastAnswerToACreate;
    }

    private static byte[] exchanged(byte[] request, Side upstream) throws IOException {
        upstream.write(request, request.length);
        return upstream.read();
    }

    /** Until the caller has had enough, which ends in an exception. */
    private static void drip(byte[] bytes, Side caller) throws IOException {
        for (byte one : bytes) {
            caller.write(new byte[] {one}, 1);
            LockSupport.parkNanos(DRIP_NANOS);
        }
    }

    private static String linkOf(String request) {
        Matcher link = LINK.matcher(request);
        return link.find() ? link.group(1) : "";
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    }

    /** One of the two connections, which carries HTTP messages of known length. */
    private static final class Side implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Side(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            socket.setTcpNoDelay(true);
        }

        /** A whole HTTP message whose head says how long its body is; empty when the connection has ended before. */
        byte[] read() throws IOException {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            for (int matched = 0; matched < HEAD_END.length; ) {
                int next = in.read();
                if (next < 0) {
                    return new byte[0];
                }
                message.write(next);
                matched = next == HEAD_END[matched] ? matched + 1 : next == HEAD_END[0] ? 1 : 0;
            }
            Matcher length = LENGTH.matcher(message.toString(StandardCharsets.ISO_8859_1));
            message.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
            return message.toByteArray();
        }

        void write(byte[] bytes, int count) throws IOException {
            socket.getOutputStream().write(bytes, 0, count);
        }

        /** Drops whatever comes until the other end has had enough. */
        void awaitEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        void end(End end) throws IOException {
            if (end == End.RESET) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
