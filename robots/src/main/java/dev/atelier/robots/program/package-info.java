/** Programs of this machine, run with limits. */
@NullMarked
package dev.atelier.robots.program;

import org.jspecify.annotations.NullMarked;
