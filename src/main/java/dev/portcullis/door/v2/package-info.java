/** Floor 4: the v2 door, where scripts of Bybit's retired API live on: their shapes in and out, v5 between. */
@NullMarked
package dev.portcullis.door.v2;

import org.jspecify.annotations.NullMarked;
