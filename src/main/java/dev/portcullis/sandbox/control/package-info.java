/**
 * The control door: scripts faults, moves prices, edits keys and reads the journal over HTTP; part of the sandbox
 * (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.control;

import org.jspecify.annotations.NullMarked;
