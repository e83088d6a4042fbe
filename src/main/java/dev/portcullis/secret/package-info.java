/** Floor 0: bytes that must never be seen, redacted in every text form and destroyable. */
@NullMarked
package dev.portcullis.secret;

import org.jspecify.annotations.NullMarked;
