/**
 * What an account holds: coins, reservations, positions, executions; part of the sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.portfolio;

import org.jspecify.annotations.NullMarked;
