/** What a file is and what is known about it: type, size, camera data, colours, hashes. */
@NullMarked
package dev.atelier.robots.meta;

import org.jspecify.annotations.NullMarked;
