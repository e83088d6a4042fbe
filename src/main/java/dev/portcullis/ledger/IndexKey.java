package dev.portcullis.ledger;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.RequestId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What an index is sorted by: the first 64 bits of the SHA-256 of a name. Two names may share a key, so what is found
 * by one is compared with the record itself.
 */
final class IndexKey {
    private IndexKey() {}

    static long ofOrder(EnvironmentId environment, AccountId account, OrderLinkId orderLinkId) {
        return of("order\n" + environment + '\n' + account + '\n' + orderLinkId);
    }

    static long ofOrderId(EnvironmentId environment, AccountId account, OrderId orderId) {
        return of("orderId\n" + environment + '\n' + account + '\n' + orderId);
    }

    /** @param child which part of the call */
    static long ofCall(RequestId requestId, int child) {
        return of("call\n" + requestId + '\n' + child);
    }

    private static long of(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
