/** Floor 1: what time it is at the exchange, learnt from its answers, and how to be called later; no I/O. */
@NullMarked
package dev.portcullis.clock;

import org.jspecify.annotations.NullMarked;
