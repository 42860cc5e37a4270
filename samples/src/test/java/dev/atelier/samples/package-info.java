/** Runs the samples as a client would. */
@NullMarked
package dev.atelier.samples;

import org.jspecify.annotations.NullMarked;
