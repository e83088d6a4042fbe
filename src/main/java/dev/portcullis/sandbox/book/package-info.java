/**
 * Price-time books in which orders rest and meet, with a synthetic market maker; part of the sandbox (floor 5).
 */
@NullMarked
package dev.portcullis.sandbox.book;

import org.jspecify.annotations.NullMarked;
