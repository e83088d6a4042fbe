/** Floor 3: what operators do, each action recorded before it takes effect, and what they look at. */
@NullMarked
package dev.portcullis.admin;

import org.jspecify.annotations.NullMarked;
