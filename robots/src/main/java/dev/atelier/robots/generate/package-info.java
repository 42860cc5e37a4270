/**
 * Generating pictures: the request, what is known about models, who serves them, and what is done
 * to a picture before and after.
 */
@NullMarked
package dev.atelier.robots.generate;

import org.jspecify.annotations.NullMarked;
