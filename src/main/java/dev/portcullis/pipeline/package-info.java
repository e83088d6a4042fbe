/** Floor 3: the order path, composed from stages in one expression, and what is certain about every order on it. */
@NullMarked
package dev.portcullis.pipeline;

import org.jspecify.annotations.NullMarked;
