/**
 * Bybit's words as the simulator knows them: categories, sides, codes, parameters, envelopes; part of the sandbox
 * (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.wire;

import org.jspecify.annotations.NullMarked;
