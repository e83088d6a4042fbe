package dev.portcullis.whole;

import reactor.blockhound.BlockHound;

/**
 * Makes any blocking call on an event loop of Vert.x fail while a gate serves. Starting and stopping are left out: they
 * load classes, services and seeds for the first time.
 */
final class NoBlocking {
    private static volatile boolean armed;
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
                    .nonBlockingThreadPredicate(
                            ours -> thread -> armed && thread.getName().startsWith("vert.x-eventloop"))
                    .install();
            installed = true;
        }
        armed = true;
    }

    /** A gate starts or stops. */
    static void end() {
        armed = false;
    }
}
