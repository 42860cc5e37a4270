/** Fills masked parts of a picture from the rest of it, without any model. */
@NullMarked
package dev.atelier.robots.generate.engine.fill;

import org.jspecify.annotations.NullMarked;
