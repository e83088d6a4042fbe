package dev.portcullis.door.v2;

import dev.portcullis.door.RawAnswer;
import io.vertx.core.Future;

/** Serves one endpoint of the old API; a rejection or a trouble as its failure is told in the old envelope. */
@FunctionalInterface
interface OldHandler {
    Future<RawAnswer> serve(OldRequest request);
}
