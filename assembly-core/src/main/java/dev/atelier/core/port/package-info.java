/** What the core asks of the world: storage, queue, live events, ids, metadata. */
@NullMarked
package dev.atelier.core.port;

import org.jspecify.annotations.NullMarked;
