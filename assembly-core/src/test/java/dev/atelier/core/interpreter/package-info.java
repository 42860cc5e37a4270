/** Tests of what an Assembly does next, as tables. */
@NullMarked
package dev.atelier.core.interpreter;

import org.jspecify.annotations.NullMarked;
