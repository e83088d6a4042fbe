package dev.portcullis.ledger;

import java.nio.charset.StandardCharsets;

/**
 * What an index says of its segment as a whole; stands behind its blocks as one line of JSON.
 *
 * @param firstSeq the segment's first record
 * @param lastSeq its last record
 * @param before the hash of the record before the first
 * @param head the hash of the last record
 * @param lastWallMillis when the last record was written, by the host's clock
 * @param counts how many entries each section has
 */
record IndexFooter(
        int segment,
        long firstSeq,
        long lastSeq,
        ChainHash before,
        ChainHash head,
        long lastWallMillis,
        Counts counts) {
    /** Since 2 an order stands under its alias too. */
    private static final int VERSION = 2;

    /** Entries of the four sections. */
    record Counts(int orders, int calls, int orderIds, int open) {
        int of(IndexSection section) {
            return switch (section) {
                case ORDERS -> orders;
                case CALLS -> calls;
                case ORDER_IDS -> orderIds;
                case OPEN -> open;
            };
        }
    }

    byte[] json() {
        String text = "{\"v\":" + VERSION + ",\"segment\":" + segment + ",\"firstSeq\":" + firstSeq + ",\"lastSeq\":"
                + lastSeq + ",\"before\":\"" + before + "\",\"head\":\"" + head + "\",\"lastWall\":" + lastWallMillis
                + ",\"orders\":" + counts.orders + ",\"calls\":" + counts.calls + ",\"orderIds\":" + counts.orderIds
                + ",\"open\":" + counts.open + "}\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalArgumentException when the bytes are no footer of this version */
    static IndexFooter read(byte[] json) {
        RecordFields from = RecordFields.parse(json, 0, json.length);
        if (from.number("v") != VERSION) {
            throw new IllegalArgumentException("v is " + from.number("v") + ", this version reads " + VERSION);
        }
        return new IndexFooter(
                from.smallNumber("segment"),
                from.number("firstSeq"),
                from.number("lastSeq"),
                ChainHash.ofHex(from.text("before")),
                ChainHash.ofHex(from.text("head")),
                from.number("lastWall"),
                new Counts(
                        from.smallNumber("orders"),
                        from.smallNumber("calls"),
                        from.smallNumber("orderIds"),
                        from.smallNumber("open")));
    }
}
