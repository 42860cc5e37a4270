/** Bytes in a local folder. */
@NullMarked
package dev.atelier.server.store.fs;

import org.jspecify.annotations.NullMarked;
