/** Small pictures of files of any kind. */
@NullMarked
package dev.atelier.robots.preview;

import org.jspecify.annotations.NullMarked;
