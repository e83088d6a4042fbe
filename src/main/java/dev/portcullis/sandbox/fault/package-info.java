/**
 * Scripted misbehaviour: what goes wrong, when, and for which call; part of the sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.fault;

import org.jspecify.annotations.NullMarked;
