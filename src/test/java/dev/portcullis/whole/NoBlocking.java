package dev.portcullis.whole;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/**
 * Finds every blocking call on an event loop of Vert.x while a gate serves. Starting and stopping are left out: they
 * load classes, services and seeds for the first time.
 */
final class NoBlocking {
    private static volatile boolean armed;
    private static final Queue<String> VIOLATIONS = new ConcurrentLinkedQueue<>();
    private static boolean installed;

    private NoBlocking() {}

    /** From now on no event loop may block. */
    static synchronized void begin() {
        if (!installed) {
            BlockHound.builder()
                    // The JDK reads its own properties once, at the first use of a class.
                    .allowBlockingCallsInside("java.util.Properties", "load")
                    // Reads /dev/urandom, which never waits once the machine is up; a token is made from it.
                    .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "readFully")
                    // The loop of a gate that has stopped spins while it closes its ring; it serves nobody any more.
                    .allowBlockingCallsInside("io.netty.channel.uring.IoUringIoHandler", "destroy")
                    // Work is handed to a pool: its queue, which has no bound, is locked for the length of a link.
                    .allowBlockingCallsInside("java.util.concurrent.LinkedBlockingQueue", "offer")
                    // Vert.x waits for the worker threads of a gate that has stopped.
                    .allowBlockingCallsInside("io.vertx.core.internal.WorkerPool", "close")
                    .nonBlockingThreadPredicate(
                            ours -> thread -> armed && thread.getName().startsWith("vert.x-eventloop"))
                    .blockingMethodCallback(NoBlocking::blocked)
                    .install();
            installed = true;
        }
        armed = true;
    }

    /** A gate starts or stops; fails when an event loop was blocked since {@link #begin}. */
    static void end() {
        armed = false;
        List<String> seen = List.copyOf(VIOLATIONS);
        VIOLATIONS.clear();
        if (!seen.isEmpty()) {
            throw new AssertionError("an event loop was blocked:\n" + String.join("\n", seen));
        }
    }

    private static void blocked(BlockingMethod method) {
        String where = Arrays.stream(Thread.currentThread().getStackTrace())
                .skip(3)
                .limit(30)
                .map(frame -> "  at " + frame)
                .collect(Collectors.joining("\n"));
        VIOLATIONS.add(method + " in " + Thread.currentThread().getName() + "\n" + where);
    }
}
