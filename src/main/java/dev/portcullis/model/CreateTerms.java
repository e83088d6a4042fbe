package dev.portcullis.model;

/**
 * What only a create says.
 *
 * @param orderType Bybit's word: Limit or Market
 * @param reduceOnly whether the body has the literal {@code "reduceOnly":true}
 * @param fingerprint what makes two creates the same order
 * @param names what else the caller calls the order
 */
public record CreateTerms(String orderType, boolean reduceOnly, Fingerprint fingerprint, OrderNames names) {}
