/** The port every robot implements, and what it declares about itself. */
@NullMarked
package dev.atelier.core.robot;

import org.jspecify.annotations.NullMarked;
