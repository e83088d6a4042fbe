/**
 * An order from acceptance to its end: terms, progress, what was visible when; part of the sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.order;

import org.jspecify.annotations.NullMarked;
