/** Where the light of a scene comes from and what colour it has. */
@NullMarked
package dev.atelier.robots.generate.engine.painter.light;

import org.jspecify.annotations.NullMarked;
