package dev.portcullis.sandbox.portfolio;

import dev.portcullis.sandbox.order.Fill;
import dev.portcullis.sandbox.order.OrderSnapshot;
import java.math.BigDecimal;

/**
 * One fill as {@code GET /v5/execution/list} shows it.
 *
 * @param execId its id
 * @param sequence its place among all executions; newer is higher
 * @param order the order right after the fill
 * @param fill price, quantity, fee
 * @param closedSize how much of a position it closed
 * @param timeMillis when, Unix milliseconds
 */
public record Execution(
        String execId, long sequence, OrderSnapshot order, Fill fill, BigDecimal closedSize, long timeMillis) {}
