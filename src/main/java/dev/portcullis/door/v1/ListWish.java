package dev.portcullis.door.v1;

import dev.portcullis.model.Category;
import dev.portcullis.model.Rejection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A list that a request wants, and which part of it.
 *
 * @param filters in Bybit's words, the same on every page
 * @param windows the spans of time that it is read in, one after another
 * @param itemsWanted how many a page is to hold; empty for what Bybit does by itself
 * @param cursor where to begin; empty for the beginning
 */
record ListWish(
        Listing listing,
        Category category,
        Map<String, String> filters,
        List<TimeSpan> windows,
        OptionalInt itemsWanted,
        String cursor) {

    /** Begins a wish for a list of this category. */
    static Draft of(Listing listing, V1Request request, Category category) {
        return new Draft(listing, request, category);
    }

    /** The query of one page. */
    String query(TimeSpan window, String pageCursor) {
        WireQuery query = new WireQuery().put("category", category.wire());
        filters.forEach(query::put);
        window.putInto(query);
        itemsWanted.ifPresent(count -> query.put("limit", Integer.toString(count)));
        if (!pageCursor.isEmpty()) {
            query.put("cursor", pageCursor);
        }
        return query.text();
    }

    /** Collects what a request says of its wish. */
    static final class Draft {
        private static final int CURSOR_LENGTH_MAX = 1_024;

        private final Listing listing;
        private final V1Request request;
        private final Category category;
        private final Map<String, String> filters = new LinkedHashMap<>();

        private Draft(Listing listing, V1Request request, Category category) {
            this.listing = listing;
            this.request = request;
            this.category = category;
        }

        /** Takes the filter over, under the same name, when the request has it. */
        Draft filter(String name, ListFilter form) {
            request.query().one(name).ifPresent(value -> filters.put(name, form.wire(name, value)));
            return this;
        }

        /** Refuses a request that has none of these. */
        Draft requireOneOf(String what, String... names) {
            if (List.of(names).stream().noneMatch(filters::containsKey)) {
                throw Rejection.Malformed.at(
                                "query",
                                what + " need one of " + String.join(", ", names) + ": add one, such as "
                                        + example(names[names.length - 1]))
                        .asException();
            }
            return this;
        }

        private static String example(String name) {
            return name.equals("settleCoin") ? "settleCoin=USDT" : name + "=...";
        }

        /** A list without times. */
        ListWish always() {
            return in(List.of(TimeSpan.UNSAID));
        }

        /** A list of a span of time; a page reads seven days, lines walk as far as wanted. */
        ListWish during(long nowMillis) {
            TimeSpan span = TimeSpan.of(request.query(), nowMillis);
            if (!request.wantsLines() && !span.fitsAtOnce(nowMillis)) {
                throw Rejection.Malformed.at(
                                "query from",
                                "the exchange reads at most 7 days at once: bring from and to closer together, or ask"
                                        + " with Accept: application/x-ndjson, which walks through all of it")
                        .asException();
            }
            return in(span.windows(nowMillis));
        }

        private ListWish in(List<TimeSpan> windows) {
            String cursor = cursor(windows);
            return new ListWish(
                    listing, category, Collections.unmodifiableMap(filters), windows, itemsWanted(), cursor);
        }

        private String cursor(List<TimeSpan> windows) {
            String cursor = request.query().one("cursor").orElse("");
            if (cursor.length() > CURSOR_LENGTH_MAX) {
                throw Rejection.Malformed.at("query cursor", "must be a nextCursor of an earlier page")
                        .asException();
            }
            if (!cursor.isEmpty() && windows.size() > 1) {
                throw Rejection.Malformed.at(
                                "query cursor", "goes with at most 7 days; leave it out, or bring from closer to to")
                        .asException();
            }
            return cursor;
        }

        private OptionalInt itemsWanted() {
            if (!listing.isPaged()) {
                return OptionalInt.empty();
            }
            OptionalInt wanted = request.count("limit", listing.itemsMax());
            if (!request.wantsLines()) {
                return wanted;
            }
            if (wanted.isPresent()) {
                throw Rejection.Malformed.at("query limit", "is for pages; lines come to the end, so leave it out")
                        .asException();
            }
            return OptionalInt.of(listing.itemsMax());
        }
    }
}
