/** Floor 4: the hardened data listener, which lets only well-formed requests through to a door. */
@NullMarked
package dev.portcullis.door;

import org.jspecify.annotations.NullMarked;
