package dev.portcullis.budget;

import java.util.List;
import java.util.Map;

/**
 * All budgets at one moment.
 *
 * @param windows those that have been used since the start
 * @param waiting calls in line, by class; every class is present
 * @param boarding turns granted whose call has not departed yet
 * @param inFlight turns whose call has departed and has no answer yet
 */
public record BudgetMeter(List<WindowMeter> windows, Map<Priority, Integer> waiting, int boarding, int inFlight) {}
