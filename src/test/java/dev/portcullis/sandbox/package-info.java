/** Holds the simulator against Bybit's facts over real sockets, with the JDK's own HTTP client. */
@NullMarked
package dev.portcullis.sandbox;

import org.jspecify.annotations.NullMarked;
