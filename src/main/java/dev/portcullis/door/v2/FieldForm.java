package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.portcullis.bybit.FlatBody.Kind;
import dev.portcullis.bybit.FlatBody.Member;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Symbol;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the value of an old parameter must look like, and how v5 writes it. A form has only text, so {@code "true"} and
 * {@code "0.5"} mean what they say; Python's {@code True} is what its form encoding makes of it.
 *
 * @param wanted what is expected, for whoever sent something else
 * @param reading v5's value; empty when the value is not as wanted
 */
record FieldForm(String wanted, Function<Member, Optional<JsonNode>> reading) {
    /** An exact number: a quantity or a price. */
    static final FieldForm DECIMAL = new FieldForm(
            "must be a decimal, such as 0.001, at most 20 digits and 18 behind the point", scalar(ExactText::of));

    static final FieldForm FLAG = new FieldForm("must be true or false", FieldForm::flag);
    static final FieldForm POSITION_INDEX = new FieldForm("must be 0, 1 or 2", FieldForm::positionIndex);
    static final FieldForm SYMBOL = new FieldForm("must be an upper-case name, such as BTCUSD", formed(Symbol::new));
    static final FieldForm ORDER_ID = new FieldForm("must be the id that Bybit gave", formed(OrderId::new));
    static final FieldForm ORDER_LINK_ID =
            new FieldForm("must be 1 to 36 letters, digits, - and _", formed(OrderLinkId::new));
    static final FieldForm COIN =
            new FieldForm("must be an upper-case coin, such as BTC", scalar(matching("[A-Z0-9]{1,20}")));
    static final FieldForm CURSOR =
            new FieldForm("must be the cursor of the page before", scalar(matching("[!-~]{1,1000}")));
    static final FieldForm STATUSES = new FieldForm(
            "must be old words joined by commas, such as New,Filled",
            scalar(matching("[A-Za-z]{1,30}(,[A-Za-z]{1,30}){0,9}")));

    /** A whole number from 1 to that. */
    static FieldForm countTo(int max) {
        return new FieldForm(
                "must be a whole number from 1 to " + max,
                scalar(text -> Optional.of(text)
                        .filter(digits -> digits.matches("[0-9]{1,6}"))
                        .filter(digits -> Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= max)));
    }

    /** One of the old words, each with v5's word for it. */
    static FieldForm word(Map<String, String> v5Words) {
        return new FieldForm(
                "must be one of " + String.join(", ", new TreeSet<>(v5Words.keySet())),
                scalar(text -> Optional.ofNullable(v5Words.get(text))));
    }

    private static Function<Member, Optional<JsonNode>> scalar(Function<String, Optional<String>> text) {
        return member -> member.kind() == Kind.STRING || member.kind() == Kind.NUMBER
                ? text.apply(member.text()).map(TextNode::valueOf)
                : Optional.empty();
    }

    private static Function<String, Optional<String>> matching(String form) {
        return text -> Optional.of(text).filter(value -> value.matches(form));
    }

    private static <T> Function<Member, Optional<JsonNode>> formed(Function<String, T> constructor) {
        return scalar(text -> {
            try {
                return Optional.of(constructor.apply(text)).map(formed -> text);
            } catch (IllegalArgumentException notOfThatForm) {
                return Optional.empty();
            }
        });
    }

    private static Optional<JsonNode> flag(Member member) {
        boolean isText = member.kind() == Kind.FLAG || member.kind() == Kind.STRING;
        return switch (isText ? member.text() : "") {
            case "true", "True" -> Optional.of(BooleanNode.TRUE);
            case "false", "False" -> Optional.of(BooleanNode.FALSE);
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> positionIndex(Member member) {
        boolean isText = member.kind() == Kind.NUMBER || member.kind() == Kind.STRING;
        return isText && member.text().matches("[012]")
                ? Optional.of(IntNode.valueOf(Integer.parseInt(member.text())))
                : Optional.empty();
    }
}
