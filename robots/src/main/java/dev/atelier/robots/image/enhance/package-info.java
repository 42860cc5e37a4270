/** Levels, colours and edges of photographs, set right by rules. */
@NullMarked
package dev.atelier.robots.image.enhance;

import org.jspecify.annotations.NullMarked;
