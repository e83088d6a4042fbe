/**
 * What can be traded at the simulator, with tick, lot and price rules; part of the sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.instrument;

import org.jspecify.annotations.NullMarked;
