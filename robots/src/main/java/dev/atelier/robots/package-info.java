/** The robots and what they are made of. */
@NullMarked
package dev.atelier.robots;

import org.jspecify.annotations.NullMarked;
