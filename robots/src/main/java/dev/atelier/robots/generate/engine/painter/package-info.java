/** The scene painter: reads a prompt as a scene and paints it, without any learned model. */
@NullMarked
package dev.atelier.robots.generate.engine.painter;

import org.jspecify.annotations.NullMarked;
