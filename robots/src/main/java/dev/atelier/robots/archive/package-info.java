/** Archives, written and walked; the only room that knows their formats. */
@NullMarked
package dev.atelier.robots.archive;

import org.jspecify.annotations.NullMarked;
