/** Floor 4: the admin door, a listener of its own for operators, health and metrics; no route of it is elsewhere. */
@NullMarked
package dev.portcullis.door.admin;

import org.jspecify.annotations.NullMarked;
