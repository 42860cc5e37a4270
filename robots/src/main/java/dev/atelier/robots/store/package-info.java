/** Robots that fetch files from other people's storage and leave results there. */
@NullMarked
package dev.atelier.robots.store;

import org.jspecify.annotations.NullMarked;
