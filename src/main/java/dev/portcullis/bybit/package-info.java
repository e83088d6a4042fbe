/** Floor 1: Bybit's facts (environments, endpoints, retCodes, wire words, strings to sign); no I/O. */
@NullMarked
package dev.portcullis.bybit;

import org.jspecify.annotations.NullMarked;
