package dev.portcullis.bybit;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A JSON object of a body: its members, sorted by name, of which none came twice. */
record JsonMembers(SortedMap<String, JsonMember> byName) {
    @Nullable
    JsonMember get(String name) {
        return byName.get(name);
    }

    /** The member of that name, or null when there is none or it is blank. */
    @Nullable
    JsonMember filled(String name) {
        JsonMember member = byName.get(name);
        return member == null || member.isBlank() ? null : member;
    }
}
