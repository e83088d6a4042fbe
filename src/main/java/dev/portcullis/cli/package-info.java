/** Floor 6: the command line, thin; all but a few commands speak to the running gate through its admin door. */
@NullMarked
package dev.portcullis.cli;

import org.jspecify.annotations.NullMarked;
