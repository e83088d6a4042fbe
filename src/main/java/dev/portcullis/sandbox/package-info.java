/**
 * The strict simulator of Bybit's v5 REST API (floor 5): imports no other room, so that one mistake cannot pass both
 * sides.
 */
@NullMarked
package dev.portcullis.sandbox;

import org.jspecify.annotations.NullMarked;
