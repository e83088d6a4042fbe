package dev.portcullis.door;

import java.time.Duration;

/**
 * What the data listener bears of its callers.
 *
 * @param connectionsMax open at once, over all peers
 * @param requestLineBytesMax method, path and query
 * @param headersBytesMax all headers of a request together
 * @param bodyBytesMax the body of a request
 * @param headDeadline from the connect to the end of the first request's headers
 * @param bodyDeadline from the end of the headers to the end of the body
 * @param idle after which a silent keep-alive connection is closed
 */
public record ListenerLimits(
        int connectionsMax,
        int requestLineBytesMax,
        int headersBytesMax,
        int bodyBytesMax,
        Duration headDeadline,
        Duration bodyDeadline,
        Duration idle) {}
