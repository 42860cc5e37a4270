/** The shapes of the public API, both ways: the only place that knows its JSON names. */
@NullMarked
package dev.atelier.server.wire;

import org.jspecify.annotations.NullMarked;
