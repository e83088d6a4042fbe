/** Floor 0: the words of the house (ids, orders, calls, answers, outcomes, refusals); values only, no I/O. */
@NullMarked
package dev.portcullis.model;

import org.jspecify.annotations.NullMarked;
