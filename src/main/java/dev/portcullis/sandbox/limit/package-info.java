/**
 * Bybit's request limits: rolling windows per UID and endpoint, and the address limit; part of the sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.limit;

import org.jspecify.annotations.NullMarked;
