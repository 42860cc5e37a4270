/** Tests of parsing, of use and of variables. */
@NullMarked
package dev.atelier.core.instructions;

import org.jspecify.annotations.NullMarked;
