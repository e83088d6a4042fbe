package dev.portcullis.model;

import static dev.portcullis.model.TradingRuleName.BLACKOUTS;
import static dev.portcullis.model.TradingRuleName.COLLAR_LAST;
import static dev.portcullis.model.TradingRuleName.COLLAR_MARK;
import static dev.portcullis.model.TradingRuleName.COLLAR_WHEN_STALE;
import static dev.portcullis.model.TradingRuleName.DAILY_NOTIONAL_MAX;
import static dev.portcullis.model.TradingRuleName.DUPLICATE_WITHIN;
import static dev.portcullis.model.TradingRuleName.HOURS;
import static dev.portcullis.model.TradingRuleName.LEVERAGE_MAX;
import static dev.portcullis.model.TradingRuleName.NOTIONAL_MAX;
import static dev.portcullis.model.TradingRuleName.OPEN_NOTIONAL_MAX;
import static dev.portcullis.model.TradingRuleName.OPEN_ORDERS_MAX;
import static dev.portcullis.model.TradingRuleName.ORDERS_PER_SECOND_MAX;
import static dev.portcullis.model.TradingRuleName.ORDER_TYPES;
import static dev.portcullis.model.TradingRuleName.QTY_MAX;
import static dev.portcullis.model.TradingRuleName.SIDES;
import static dev.portcullis.model.TradingRuleName.SYMBOLS;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@link TradingRules} as names and values, the same in commands, files and the store. */
final class TradingRuleWords {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,18})?");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern MILLIS = Pattern.compile("([1-9][0-9]{0,8})ms");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)%");
    private static final Set<String> ORDER_TYPE_WORDS = Set.of("Limit", "Market");
    private static final String REFUSE = "refuse";
    private static final String PASS = "pass";

    private final Map<String, String> words;

    private TradingRuleWords(Map<String, String> words) {
        this.words = words;
    }

    static TradingRules read(SortedMap<String, String> words) {
        words.keySet().forEach(TradingRuleWords::requireName);
        TradingRuleWords of = new TradingRuleWords(words);
        TradingRules.Collar collar = new TradingRules.Collar(
                of.percent(COLLAR_LAST), of.percent(COLLAR_MARK), of.whenStale(words.get(COLLAR_WHEN_STALE.text())));
        if (words.containsKey(COLLAR_WHEN_STALE.text()) && !collar.isAny()) {
            throw new IllegalArgumentException(COLLAR_WHEN_STALE.text() + " says nothing without " + COLLAR_LAST.text()
                    + " or " + COLLAR_MARK.text());
        }
        return new TradingRules(
                new TradingRules.Allowed(
                        of.set(SYMBOLS, Symbol::new), of.set(SIDES, TradingRuleWords::side), of.orderTypes()),
                new TradingRules.Size(of.amount(QTY_MAX), of.amount(NOTIONAL_MAX)),
                new TradingRules.Exposure(
                        of.count(OPEN_ORDERS_MAX), of.amount(OPEN_NOTIONAL_MAX), of.amount(DAILY_NOTIONAL_MAX)),
                new TradingRules.Pace(of.count(ORDERS_PER_SECOND_MAX), of.millis(DUPLICATE_WITHIN)),
                new TradingRules.Times(
                        List.copyOf(of.set(HOURS, TradingWindow::of)), List.copyOf(of.set(BLACKOUTS, Blackout::of))),
                collar,
                of.amount(LEVERAGE_MAX));
    }

    private static void requireName(String word) {
        if (TradingRuleName.ofText(word).isEmpty()) {
            throw new IllegalArgumentException("\"" + word + "\" is no rule; the rules are " + TradingRuleName.all());
        }
    }

    static SortedMap<String, String> write(TradingRules rules) {
        SortedMap<String, String> to = new TreeMap<>();
        putAll(to, SYMBOLS, rules.allowed().symbols(), Symbol::text);
        putAll(to, SIDES, rules.allowed().sides(), Side::wire);
        putAll(to, ORDER_TYPES, rules.allowed().orderTypes(), Function.identity());
        put(to, QTY_MAX, rules.size().qtyMax(), "");
        put(to, NOTIONAL_MAX, rules.size().notionalMax(), "");
        put(to, OPEN_ORDERS_MAX, rules.exposure().openOrdersMax(), "");
        put(to, OPEN_NOTIONAL_MAX, rules.exposure().openNotionalMax(), "");
        put(to, DAILY_NOTIONAL_MAX, rules.exposure().dailyNotionalMax(), "");
        put(to, ORDERS_PER_SECOND_MAX, rules.pace().ordersPerSecondMax(), "");
        put(to, DUPLICATE_WITHIN, rules.pace().duplicateMillis(), "ms");
        put(to, LEVERAGE_MAX, rules.leverageMax(), "");
        putAll(to, HOURS, rules.times().hours(), TradingWindow::text);
        putAll(to, BLACKOUTS, rules.times().blackouts(), Blackout::text);
        put(to, COLLAR_LAST, rules.collar().lastPercent(), "%");
        put(to, COLLAR_MARK, rules.collar().markPercent(), "%");
        if (rules.collar().passesWhenStale()) {
            to.put(COLLAR_WHEN_STALE.text(), PASS);
        }
        return to;
    }

    static TradingRules edited(TradingRules before, List<String> set, List<String> clear) {
        SortedMap<String, String> words = new TreeMap<>(write(before));
        for (String name : clear) {
            requireName(name);
            words.remove(name);
        }
        for (String one : set) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("\"" + one + "\" is no rule with its value, such as qtyMax=2");
            }
            words.put(
                    one.substring(0, equals).strip(), one.substring(equals + 1).strip());
        }
        return read(words);
    }

    static String line(TradingRules rules) {
        String line = write(rules).entrySet().stream()
                .map(word -> word.getKey() + "=" + word.getValue())
                .collect(Collectors.joining(" "));
        return line.isEmpty() ? "none" : line;
    }

    private static <T> void putAll(
            Map<String, String> to, TradingRuleName name, Collection<T> values, Function<T, String> form) {
        if (!values.isEmpty()) {
            to.put(name.text(), values.stream().map(form).sorted().collect(Collectors.joining(",")));
        }
    }

    private static void put(Map<String, String> to, TradingRuleName name, @Nullable Number value, String unit) {
        if (value != null) {
            to.put(name.text(), (value instanceof BigDecimal exact ? exact.toPlainString() : value.toString()) + unit);
        }
    }

    private @Nullable String at(TradingRuleName name) {
        return words.get(name.text());
    }

    private <T> Set<T> set(TradingRuleName name, Function<String, T> form) {
        String text = at(name);
        if (text == null) {
            return Set.of();
        }
        Set<T> values = new LinkedHashSet<>();
        for (String word : text.split(",", -1)) {
            values.add(read(name, word.strip(), form));
        }
        return values;
    }

    private static <T> T read(TradingRuleName name, String word, Function<String, T> form) {
        try {
            return form.apply(word);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(name.text() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Side side(String word) {
        return Side.ofWire(word)
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no side; write Buy or Sell"));
    }

    private Set<String> orderTypes() {
        return set(ORDER_TYPES, word -> {
            if (!ORDER_TYPE_WORDS.contains(word)) {
                throw new IllegalArgumentException("\"" + word + "\" is no order type; write Limit or Market");
            }
            return word;
        });
    }

    private @Nullable BigDecimal amount(TradingRuleName name) {
        String text = at(name);
        if (text == null) {
            return null;
        }
        BigDecimal amount = AMOUNT.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
        return positive(name, text, amount, "a decimal above 0, such as 2.5; to stop all orders, halt");
    }

    private @Nullable BigDecimal percent(TradingRuleName name) {
        String text = at(name);
        if (text == null) {
            return null;
        }
        var match = PERCENT.matcher(text);
        BigDecimal percent = match.matches() ? new BigDecimal(match.group(1)) : BigDecimal.ZERO;
        return positive(name, text, percent, "a percentage above 0, such as 2.5%");
    }

    private static BigDecimal positive(TradingRuleName name, String text, BigDecimal value, String wanted) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name.text() + ": \"" + text + "\" must be " + wanted);
        }
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private @Nullable Integer count(TradingRuleName name) {
        String text = at(name);
        if (text != null && !COUNT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    name.text() + ": \"" + text + "\" must be a whole number from 1; to stop all orders, halt");
        }
        return text == null ? null : Integer.valueOf(text);
    }

    private @Nullable Integer millis(TradingRuleName name) {
        String text = at(name);
        if (text == null) {
            return null;
        }
        var match = MILLIS.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(name.text() + ": \"" + text + "\" must be milliseconds, such as 500ms");
        }
        return Integer.valueOf(match.group(1));
    }

    private boolean whenStale(@Nullable String word) {
        if (word == null || List.of(REFUSE, PASS).contains(word)) {
            return PASS.equals(word);
        }
        throw new IllegalArgumentException(
                COLLAR_WHEN_STALE.text() + ": \"" + word + "\" must be " + REFUSE + " or " + PASS);
    }
}
