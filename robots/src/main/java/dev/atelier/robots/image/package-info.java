/** The robots that make and change pictures. */
@NullMarked
package dev.atelier.robots.image;

import org.jspecify.annotations.NullMarked;
