package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds where the orderLinkIds of a body stand, or would stand, so that one can be filled in. */
final class OrderLinkIdPlaces {
    private OrderLinkIdPlaces() {}

    /**
     * The place in one order.
     *
     * @param start offset of the value's first byte, or of the first byte inside the object when there is no value
     * @param end offset behind the value's last byte; equal to {@code start} when there is no value
     */
    record Place(int start, int end) {
        boolean isTaken() {
            return start < end;
        }
    }

    /** One place, of a body that is one order; the body has been read strictly before. */
    static List<Place> single(byte[] body) {
        return places(body, object -> object.getParent().inRoot());
    }

    /** One place for each order that {@code request} lists; the body has been read strictly before. */
    static List<Place> batch(byte[] body) {
        return places(body, OrderLinkIdPlaces::isListedByRequest);
    }

    private static boolean isListedByRequest(JsonStreamContext object) {
        JsonStreamContext list = object.getParent();
        if (!list.inArray() || !list.getParent().inObject()) {
            return false;
        }
        JsonStreamContext top = list.getParent();
        return top.getParent().inRoot() && "request".equals(top.getCurrentName());
    }

    private static List<Place> places(byte[] body, Predicate<JsonStreamContext> isOrder) {
        List<Place> places = new ArrayList<>();
        try (JsonParser parser = LenientJson.parser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                JsonStreamContext context = parser.getParsingContext();
                if (token == JsonToken.START_OBJECT && isOrder.test(context)) {
                    int inside = startOf(parser) + 1;
                    places.add(new Place(inside, inside));
                } else if (token == JsonToken.FIELD_NAME && isOrderLinkId(parser) && isOrder.test(context)) {
                    parser.nextToken();
                    places.set(places.size() - 1, valueOf(parser));
                }
            }
        } catch (IOException notRead) {
            throw new IllegalArgumentException("the body must have been read strictly before", notRead);
        }
        return places;
    }

    private static boolean isOrderLinkId(JsonParser parser) throws IOException {
        return parser.currentName().equals("orderLinkId");
    }

    private static Place valueOf(JsonParser parser) throws IOException {
        int start = startOf(parser);
        parser.finishToken();
        return new Place(start, (int) parser.currentLocation().getByteOffset());
    }

    private static int startOf(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }
}
