package dev.portcullis.door.v2;

import dev.portcullis.door.DoorRefusals;
import dev.portcullis.door.MisplacedToken;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what the v2 door turned away. */
final class FakeV2Refusals implements DoorRefusals {
    final List<Rejection> refused = new CopyOnWriteArrayList<>();
    final List<String> misplaced = new CopyOnWriteArrayList<>();

    @Override
    public void refused(DoorName door, PeerAddress peer, Rejection rejection) {
        if (door != DoorName.V2) {
            throw new AssertionError("counted at the door " + door);
        }
        refused.add(rejection);
    }

    @Override
    public void misplaced(DoorName door, PeerAddress peer, MisplacedToken token) {
        misplaced.add(token.place().text() + " " + token.reveal());
    }
}
