/** Pixels, paths, noise and colours: what the scene painter draws with. */
@NullMarked
package dev.atelier.robots.generate.engine.painter.canvas;

import org.jspecify.annotations.NullMarked;
