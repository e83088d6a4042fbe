@NullMarked
package dev.portcullis.sandbox.venue;

import org.jspecify.annotations.NullMarked;
