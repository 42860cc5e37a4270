/** Skies, waters, grounds and cities: what a scene stands in. */
@NullMarked
package dev.atelier.robots.generate.engine.painter.land;

import org.jspecify.annotations.NullMarked;
