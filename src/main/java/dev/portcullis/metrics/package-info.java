/**
 * Floor 1: the list of meters, each with its exact name and its bounded labels; what they mean is one class to read.
 */
@NullMarked
package dev.portcullis.metrics;

import org.jspecify.annotations.NullMarked;
