package dev.portcullis.simulation;

/**
 * How often things go wrong, in thousandths; in most worlds most things go right, so that the rest shows.
 *
 * @param disk of each write or sync
 * @param network of each request
 * @param exchange of each write that reaches it
 * @param crashes of each moment at which a crash would hurt
 */
record Weather(OfDisk disk, OfNetwork network, OfExchange exchange, int crashes) {
    /** Nothing goes wrong; what takes time takes little. */
    static final Weather CALM =
            new Weather(new OfDisk(0, 0, 0), new OfNetwork(0, 0, 0, 0, 0, 0), new OfExchange(0, 0, 0, 0), 0);

    private static final int MANY = 1_000;

    record OfDisk(int full, int syncFails, int syncSlow) {}

    /**
     * @param unreachable no connection in time
     * @param requestLost written, and never arrives
     * @param answerLost the request arrives, its answer does not
     * @param slow far slower than usual, so that requests overtake each other
     * @param requestTwice something on the way sends the request once more
     * @param answerTwice the answer comes once more
     */
    record OfNetwork(int unreachable, int requestLost, int answerLost, int slow, int requestTwice, int answerTwice) {}

    /**
     * @param ambiguous an answer that proves nothing, to a write that may have been carried out or not
     * @param busy a rate refusal without a reason
     * @param refused a definite no
     * @param readFails a read that fails
     */
    record OfExchange(int ambiguous, int busy, int refused, int readFails) {}

    /** The weather of one world. */
    static Weather of(Dice dice) {
        return new Weather(
                new OfDisk(seldom(dice, 20), seldom(dice, 20), seldom(dice, 150)),
                new OfNetwork(
                        often(dice, 200),
                        often(dice, 250),
                        often(dice, 350),
                        often(dice, 300),
                        often(dice, 200),
                        often(dice, 100)),
                new OfExchange(often(dice, 400), often(dice, 150), often(dice, 200), readFails(dice)),
                seldom(dice, 60));
    }

    /** Now and then hardly any read is answered. */
    private static int readFails(Dice dice) {
        return dice.oneIn(6) ? MANY * 9 / 10 : often(dice, 300);
    }

    private static int often(Dice dice, int most) {
        return dice.oneIn(2) ? 0 : dice.between(0, most);
    }

    private static int seldom(Dice dice, int most) {
        return dice.permille(MANY * 3 / 4) ? 0 : dice.between(0, most);
    }

    /** How long one sync takes. */
    long syncNanos(Dice dice) {
        return dice.permille(disk.syncSlow()) ? dice.millis(30, 3_000) : dice.micros(100, 3_000);
    }

    /** How long one way through the network takes. */
    long wayNanos(Dice dice) {
        return dice.permille(network.slow()) ? dice.millis(50, 2_500) : dice.micros(300, 20_000);
    }
}
