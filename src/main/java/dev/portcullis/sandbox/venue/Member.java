package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.portfolio.Portfolio;

/**
 * An account inside the venue.
 *
 * @param uid its UID
 * @param portfolio what it holds
 * @param orders its orders
 */
record Member(long uid, Portfolio portfolio, AccountOrders orders) {}
