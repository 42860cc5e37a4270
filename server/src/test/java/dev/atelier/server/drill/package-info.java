/** Drills: a fault, a load, and what must hold afterwards. */
@NullMarked
package dev.atelier.server.drill;

import org.jspecify.annotations.NullMarked;
