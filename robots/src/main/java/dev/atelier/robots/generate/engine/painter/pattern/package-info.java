/** Abstract pictures, for prompts that name no scene. */
@NullMarked
package dev.atelier.robots.generate.engine.painter.pattern;

import org.jspecify.annotations.NullMarked;
