/** Changes of the colours of a picture, pixel by pixel. */
@NullMarked
package dev.atelier.robots.image.colour;

import org.jspecify.annotations.NullMarked;
