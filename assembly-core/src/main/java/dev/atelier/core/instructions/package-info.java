/** Assembly Instructions: parsing, the forms of use, Assembly Variables. */
@NullMarked
package dev.atelier.core.instructions;

import org.jspecify.annotations.NullMarked;
