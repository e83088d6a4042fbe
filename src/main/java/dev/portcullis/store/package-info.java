/** Floor 1: the desk's database behind one small asynchronous interface, its connection and its migrations. */
@NullMarked
package dev.portcullis.store;

import org.jspecify.annotations.NullMarked;
