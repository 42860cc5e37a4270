/** An Assembly: its events, the state they fold to, its files and jobs. */
@NullMarked
package dev.atelier.core.assembly;

import org.jspecify.annotations.NullMarked;
