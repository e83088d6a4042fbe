/** Floor 4: the v2 door, where scripts of Bybit's retired API live on: their shapes in, v5 through, their shapes out. */
@NullMarked
package dev.portcullis.door.v2;

import org.jspecify.annotations.NullMarked;
