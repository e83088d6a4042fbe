/** Floor 2: how a request travels to the exchange and what can be said when it went wrong on the way. */
@NullMarked
package dev.portcullis.upstream;

import org.jspecify.annotations.NullMarked;
