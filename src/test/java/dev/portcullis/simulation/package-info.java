/**
 * Runs the whole core under virtual time in one thread, against a disk, a network and an exchange that fail as a seed
 * says; whatever a seed does, it does again (above the gate: only tests live here).
 */
@NullMarked
package dev.portcullis.simulation;

import org.jspecify.annotations.NullMarked;
