/**
 * The simulator's own record of what it received and accepted, the truth for tests; part of the sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.journal;

import org.jspecify.annotations.NullMarked;
