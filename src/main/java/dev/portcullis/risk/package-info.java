/** Floor 2: what may pass at all: the desk's halts, its rules for orders, and the filters of instruments. */
@NullMarked
package dev.portcullis.risk;

import org.jspecify.annotations.NullMarked;
