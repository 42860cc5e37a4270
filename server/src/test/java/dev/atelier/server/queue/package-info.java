/** The queue on both databases. */
@NullMarked
package dev.atelier.server.queue;

import org.jspecify.annotations.NullMarked;
