package dev.portcullis.door.v1;

import dev.portcullis.door.v1.PlacementReading.Wanted;
import dev.portcullis.model.Category;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;

/**
 * One order of a batch.
 *
 * @param place where it stands in the request
 */
record BatchItem(int place, Wanted wanted, OrderNames names) {
    Category category() {
        return wanted.draft().category();
    }

    OrderLinkId link() {
        return wanted.link();
    }

    /** Where its fields are in the request. */
    String pointer() {
        return "/orders/" + place;
    }
}
