/** The things a scene can hold: animals, boats, houses, trees. */
@NullMarked
package dev.atelier.robots.generate.engine.painter.subject;

import org.jspecify.annotations.NullMarked;
