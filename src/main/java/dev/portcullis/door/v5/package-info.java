/** Floor 4: the V5 door, which any Bybit SDK may use unchanged: Bybit's paths, bodies, answers and error shapes. */
@NullMarked
package dev.portcullis.door.v5;

import org.jspecify.annotations.NullMarked;
