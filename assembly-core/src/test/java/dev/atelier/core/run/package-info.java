/** Tests of the room where jobs run, and the workbench they share. */
@NullMarked
package dev.atelier.core.run;

import org.jspecify.annotations.NullMarked;
