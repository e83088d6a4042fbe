/**
 * Floor 2: who calls and what they may: tokens, clients, accounts, grants and operators of the desk.
 *
 * <p>Starting points: {@link dev.portcullis.identity.Registry} holds the {@link dev.portcullis.identity.Desk} that is
 * valid now and is the only way to change it.
 */
@NullMarked
package dev.portcullis.identity;

import org.jspecify.annotations.NullMarked;
