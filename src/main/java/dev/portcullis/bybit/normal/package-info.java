/** Floor 1: what Bybit shows of orders, fills, positions, wallets and instruments, in the gate's own clean words. */
@NullMarked
package dev.portcullis.bybit.normal;

import org.jspecify.annotations.NullMarked;
