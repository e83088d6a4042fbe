package dev.portcullis.sandbox.journal;

/**
 * How often an orderLinkId came and was accepted.
 *
 * @param received creates that reached the simulator, batch items one by one
 * @param accepted creates that became orders
 */
public record LinkIdTally(int received, int accepted) {
    static final LinkIdTally NONE = new LinkIdTally(0, 0);

    LinkIdTally plusReceived() {
        return new LinkIdTally(received + 1, accepted);
    }

    LinkIdTally plusAccepted() {
        return new LinkIdTally(received, accepted + 1);
    }
}
