/**
 * One class for each family of v5 endpoints, and the table that names them all; part of the sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.endpoint;

import org.jspecify.annotations.NullMarked;
