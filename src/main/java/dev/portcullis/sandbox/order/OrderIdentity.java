package dev.portcullis.sandbox.order;

/**
 * Who an order is.
 *
 * @param orderId the exchange's id: a UUID for derivatives, digits for spot
 * @param orderLinkId the caller's id, empty when none was given
 * @param uid whose it is
 * @param sequence its place among all orders; newer is higher
 * @param createdMillis when it was accepted, Unix milliseconds
 */
public record OrderIdentity(String orderId, String orderLinkId, long uid, long sequence, long createdMillis) {}
