/**
 * Floor 2: with which key. Holds every exchange secret: sealed in the store, as midstates on the hot path, never in the
 * clear; the signers live here, beside the secrets.
 */
@NullMarked
package dev.portcullis.credential;

import org.jspecify.annotations.NullMarked;
