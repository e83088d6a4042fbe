package dev.portcullis.door;

import java.time.Duration;

/**
 * What a listener bears of one connection.
 *
 * @param requestLineBytesMax method, path and query
 * @param headersBytesMax all headers of a request together
 * @param bodyBytesMax the body of a request
 * @param headDeadline from the first byte of a request, or from the connect, to the end of its headers
 * @param bodyDeadline from the end of the headers to the end of the body
 * @param answerDeadline how long the peer may leave an answer lying before it takes some of it
 * @param idle after which a silent keep-alive connection is closed
 */
public record ListenerLimits(
        int requestLineBytesMax,
        int headersBytesMax,
        int bodyBytesMax,
        Duration headDeadline,
        Duration bodyDeadline,
        Duration answerDeadline,
        Duration idle) {
    /** The same with other bodies; the limit that stands stays where it is higher. */
    public ListenerLimits takingBodiesOf(int bytes) {
        return new ListenerLimits(
                requestLineBytesMax,
                headersBytesMax,
                Math.max(bodyBytesMax, bytes),
                headDeadline,
                bodyDeadline,
                answerDeadline,
                idle);
    }
}
