/** JavaScript from instructions, run where it can reach nothing. */
@NullMarked
package dev.atelier.robots.script;

import org.jspecify.annotations.NullMarked;
