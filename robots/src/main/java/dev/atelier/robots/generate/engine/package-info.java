/** The engine that ships with the product: a classical fill and a procedural painter. */
@NullMarked
package dev.atelier.robots.generate.engine;

import org.jspecify.annotations.NullMarked;
