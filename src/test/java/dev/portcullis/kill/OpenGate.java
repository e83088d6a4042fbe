package dev.portcullis.kill;

import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Where the bots find the gate now; they wait here while there is none. */
final class OpenGate {
    private URI url;

    synchronized void isAt(URI newUrl) {
        url = newUrl;
        notifyAll();
    }

    synchronized void isGone() {
        url = null;
    }

    /** Waits for a gate that listens. */
    synchronized URI await() throws InterruptedException {
        while (url == null) {
            wait(TimeUnit.SECONDS.toMillis(1));
        }
        return url;
    }
}
