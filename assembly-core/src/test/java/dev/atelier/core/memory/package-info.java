/** Ports in memory: their tests, and what tests of others need. */
@NullMarked
package dev.atelier.core.memory;

import org.jspecify.annotations.NullMarked;
