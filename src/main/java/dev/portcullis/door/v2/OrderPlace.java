package dev.portcullis.door.v2;

import dev.portcullis.model.Rejection;

/**
 * Where the next page of orders begins: first come v5's open orders, then its closed ones.
 *
 * @param cursor v5's; empty at the beginning of the list
 */
record OrderPlace(List list, String cursor) {
    /** One of v5's two lists. */
    enum List {
        OPEN("open:"),
        CLOSED("closed:");

        private final String prefix;

        List(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The place as a cursor of this door. */
    String text() {
        return list.prefix + cursor;
    }

    /** @throws dev.portcullis.model.RejectedException when the text is no cursor of this door */
    static OrderPlace read(String text) {
        for (List list : List.values()) {
            if (text.startsWith(list.prefix)) {
                return new OrderPlace(list, text.substring(list.prefix.length()));
            }
        }
        throw Rejection.Malformed.at(OldField.CURSOR.text(), "must be the cursor of the page before")
                .asException();
    }
}
