/** Floor 5: the composition root, which builds every object once, in an order that reads like the journey. */
@NullMarked
package dev.portcullis.gate;

import org.jspecify.annotations.NullMarked;
