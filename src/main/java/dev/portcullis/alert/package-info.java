/**
 * Floor 2: the one outlet of everything that somebody must know of: which kinds of alert there are, which stand now,
 * and how they leave the gate.
 */
@NullMarked
package dev.portcullis.alert;

import org.jspecify.annotations.NullMarked;
