/** Floor 7: the entry point. */
@NullMarked
package dev.portcullis;

import org.jspecify.annotations.NullMarked;
