package dev.portcullis.door;

import dev.portcullis.model.DoorName;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;

/**
 * Hears of every request that a door turns away before it becomes a call, so that these are counted like all others.
 */
public interface DoorRefusals {
    /** The request could not become a call. */
    void refused(DoorName door, PeerAddress peer, Rejection rejection);

    /** The request held a token where none belongs, and was refused for it. */
    void misplaced(DoorName door, PeerAddress peer, MisplacedToken token);
}
