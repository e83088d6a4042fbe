/** Floor 4: the V1 door, one clean, normalized API: JSON, decimals as strings, problems of RFC 9457, NDJSON lists. */
@NullMarked
package dev.portcullis.door.v1;

import org.jspecify.annotations.NullMarked;
