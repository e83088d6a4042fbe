/**
 * The REST door: takes requests off the wire, records them, and sends answers, right or scripted wrong; part of the
 * sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.door;

import org.jspecify.annotations.NullMarked;
