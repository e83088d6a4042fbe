/** Floor 2: what may pass at all: the desk's halts, and the limits of single orders. */
@NullMarked
package dev.portcullis.risk;

import org.jspecify.annotations.NullMarked;
