/**
 * Who may call the simulator: keys, signatures, the time window, rights, addresses; part of the sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.access;

import org.jspecify.annotations.NullMarked;
