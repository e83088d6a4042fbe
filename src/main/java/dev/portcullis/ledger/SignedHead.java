package dev.portcullis.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A line of a witness: what the ledger was at one record, signed by its checkpoint key. */
record SignedHead(String storeId, long seq, ChainHash head, String signature) {
    /** As a line of JSON, without the newline. */
    String json() {
        return "{\"storeId\":\"" + storeId + "\",\"seq\":" + seq + ",\"head\":\"" + head + "\",\"signature\":\""
                + signature + "\"}";
    }

    /** Reads {@link #json} back; empty when the line is none such, for example cut off by a crash. */
    static Optional<SignedHead> read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            RecordFields fields = RecordFields.parse(bytes, 0, bytes.length);
            return Optional.of(new SignedHead(
                    fields.text("storeId"),
                    fields.number("seq"),
                    ChainHash.ofHex(fields.text("head")),
                    fields.text("signature")));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    boolean isSignedBy(String publicText) {
        return CheckpointKey.isSigned(publicText, storeId, seq, head, signature);
    }
}
