/** Floor 2: when a call may leave, so that neither Bybit's rate windows nor the desk's own limits are ever exceeded. */
@NullMarked
package dev.portcullis.budget;

import org.jspecify.annotations.NullMarked;
