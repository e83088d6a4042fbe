package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one answer of the exchange, token by token, for {@link V5Envelope}. */
final class EnvelopeReader {
    private record Ids(@Nullable OrderId orderId, @Nullable OrderLinkId orderLinkId) {
        static final Ids NONE = new Ids(null, null);
    }

    private record Verdict(@Nullable Integer code, String msg) {
        static final Verdict NONE = new Verdict(null, "");
    }

    private interface Step {
        void run() throws IOException;
    }

    private final JsonParser parser;
    private final List<Ids> named = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private @Nullable Integer retCode;
    private boolean retCodeIsClear = true;
    private String retMsg = "";
    private long timeMillis;
    private Ids ids = Ids.NONE;

    EnvelopeReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Empty when the body is not one JSON object with one whole retCode. */
    Optional<V5Envelope> read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            member(name);
        }
        boolean somethingFollows = parser.nextToken() != null;
        Integer code = retCode;
        if (somethingFollows || code == null || !retCodeIsClear) {
            return Optional.empty();
        }
        String shown = Redaction.retMsg(code, retMsg);
        return Optional.of(new V5Envelope(code, shown, timeMillis, ids.orderId(), ids.orderLinkId(), children()));
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "retCode" -> readRetCode();
            case "retMsg" -> retMsg = textOr("");
            case "time" -> timeMillis = wholeNumberOr(0);
            case "result" -> readResult();
            case "retExtInfo" -> readExtInfo();
            default -> parser.skipChildren();
        }
    }

    private void readRetCode() throws IOException {
        boolean isWhole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT;
        retCodeIsClear &= isWhole && retCode == null;
        if (isWhole) {
            retCode = parser.getIntValue();
        }
        parser.skipChildren();
    }

    private void readResult() throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            ids = readIds(() -> readObjects(this::readChild, () -> named.add(Ids.NONE)));
        } else {
            parser.skipChildren();
        }
    }

    private void readChild() throws IOException {
        named.add(readIds(parser::skipChildren));
    }

    private void readExtInfo() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("list")) {
                readObjects(() -> verdicts.add(readVerdict()), () -> verdicts.add(Verdict.NONE));
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Keeps the places of a list: what is no object is read as one that says nothing. */
    private void readObjects(Step forObject, Step forAnythingElse) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                forObject.run();
            } else {
                parser.skipChildren();
                forAnythingElse.run();
            }
        }
    }

    private Ids readIds(Step forList) throws IOException {
        OrderId orderId = null;
        OrderLinkId orderLinkId = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "orderId" -> orderId = idOrNull(OrderId::new);
                case "orderLinkId" -> orderLinkId = idOrNull(OrderLinkId::new);
                case "list" -> forList.run();
                default -> parser.skipChildren();
            }
        }
        return new Ids(orderId, orderLinkId);
    }

    private Verdict readVerdict() throws IOException {
        Integer code = null;
        String msg = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "code" -> code = codeOrNull();
                case "msg" -> msg = textOr("");
                default -> parser.skipChildren();
            }
        }
        return new Verdict(code, msg);
    }

    private List<V5Envelope.Child> children() {
        List<V5Envelope.Child> children = new ArrayList<>(named.size());
        for (int i = 0; i < named.size(); i++) {
            Verdict verdict = i < verdicts.size() ? verdicts.get(i) : Verdict.NONE;
            Ids of = named.get(i);
            children.add(new V5Envelope.Child(of.orderId(), of.orderLinkId(), verdict.code(), verdict.msg()));
        }
        return List.copyOf(children);
    }

    private @Nullable Integer codeOrNull() throws IOException {
        boolean isWhole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT;
        Integer code = isWhole ? parser.getIntValue() : null;
        parser.skipChildren();
        return code;
    }

    private <T> @Nullable T idOrNull(Function<String, T> constructor) throws IOException {
        String text = textOr("");
        try {
            return constructor.apply(text);
        } catch (IllegalArgumentException noSuchId) {
            return null;
        }
    }

    private String textOr(String fallback) throws IOException {
        if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
            return parser.getText();
        }
        parser.skipChildren();
        return fallback;
    }

    private long wholeNumberOr(long fallback) throws IOException {
        String text = textOr("");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noWholeNumber) {
            return fallback;
        }
    }
}
