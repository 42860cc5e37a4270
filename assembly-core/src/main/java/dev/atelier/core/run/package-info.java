/** The service that performs the interpreter's moves, and the runner of one job. */
@NullMarked
package dev.atelier.core.run;

import org.jspecify.annotations.NullMarked;
