/** What an Assembly does next, as a pure function of its state. */
@NullMarked
package dev.atelier.core.interpreter;

import org.jspecify.annotations.NullMarked;
