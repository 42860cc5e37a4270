/** What a picture shows, as plain data. */
@NullMarked
package dev.atelier.robots.generate.engine.painter.scene;

import org.jspecify.annotations.NullMarked;
