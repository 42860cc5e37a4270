/** Robots that look at files of any kind. */
@NullMarked
package dev.atelier.robots.file;

import org.jspecify.annotations.NullMarked;
