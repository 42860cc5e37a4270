/** The door through which stored files leave. */
@NullMarked
package dev.atelier.server.files;

import org.jspecify.annotations.NullMarked;
