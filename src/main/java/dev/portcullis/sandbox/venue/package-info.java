/**
 * The exchange itself: takes, checks, matches, amends and cancels orders and remembers them; part of the sandbox
 * (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.venue;

import org.jspecify.annotations.NullMarked;
