package dev.portcullis.identity;

import dev.portcullis.model.TradingRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which rules for orders a change loosens. */
final class RulesWidening {
    private final List<String> wider = new ArrayList<>();

    private RulesWidening() {}

    /** The rules that are raised, wider or gone; empty when none is. */
    static Optional<String> of(TradingRules before, TradingRules after) {
        RulesWidening of = new RulesWidening();
        of.compare(before, after);
        return of.wider.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", of.wider));
    }

    private void compare(TradingRules before, TradingRules after) {
        allowed("symbols", before.allowed().symbols(), after.allowed().symbols());
        allowed("sides", before.allowed().sides(), after.allowed().sides());
        allowed("orderTypes", before.allowed().orderTypes(), after.allowed().orderTypes());
        most("qtyMax", before.size().qtyMax(), after.size().qtyMax());
        most("notionalMax", before.size().notionalMax(), after.size().notionalMax());
        most(
                "openOrdersMax",
                figure(before.exposure().openOrdersMax()),
                figure(after.exposure().openOrdersMax()));
        most(
                "openNotionalMax",
                before.exposure().openNotionalMax(),
                after.exposure().openNotionalMax());
        most(
                "dailyNotionalMax",
                before.exposure().dailyNotionalMax(),
                after.exposure().dailyNotionalMax());
        most(
                "ordersPerSecondMax",
                figure(before.pace().ordersPerSecondMax()),
                figure(after.pace().ordersPerSecondMax()));
        least("duplicateWithin", before.pace().duplicateMillis(), after.pace().duplicateMillis());
        most("leverageMax", before.leverageMax(), after.leverageMax());
        times(before.times(), after.times());
        most("collarLast", before.collar().lastPercent(), after.collar().lastPercent());
        most("collarMark", before.collar().markPercent(), after.collar().markPercent());
        if (before.collar().isAny()
                && !before.collar().passesWhenStale()
                && after.collar().passesWhenStale()) {
            wider.add("rule collarWhenStale passes");
        }
    }

    private <T> void allowed(String name, Collection<T> before, Collection<T> after) {
        if (!before.isEmpty() && (after.isEmpty() || !before.containsAll(after))) {
            wider.add("rule " + name + (after.isEmpty() ? " removed" : " allows more"));
        }
    }

    private void most(String name, @Nullable BigDecimal before, @Nullable BigDecimal after) {
        if (before != null && (after == null || after.compareTo(before) > 0)) {
            wider.add("rule " + name + (after == null ? " removed" : " raised"));
        }
    }

    private void least(String name, @Nullable Integer before, @Nullable Integer after) {
        if (before != null && (after == null || after < before)) {
            wider.add("rule " + name + (after == null ? " removed" : " lowered"));
        }
    }

    /** Hours that are not among the old ones may open a time that was closed; a person looks. */
    private void times(TradingRules.Times before, TradingRules.Times after) {
        allowed("hours", before.hours(), after.hours());
        if (!after.blackouts().containsAll(before.blackouts())) {
            wider.add("rule blackouts lets a time go");
        }
    }

    private static @Nullable BigDecimal figure(@Nullable Integer count) {
        return count == null ? null : BigDecimal.valueOf(count);
    }
}
