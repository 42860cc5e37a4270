/** Tests of what an Assembly is made of. */
@NullMarked
package dev.atelier.core.assembly;

import org.jspecify.annotations.NullMarked;
