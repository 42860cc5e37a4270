/** Ports in memory, for tests and throw-away runs. */
@NullMarked
package dev.atelier.core.memory;

import org.jspecify.annotations.NullMarked;
