/** A decoder for JPEG after ITU-T T.81 that gives a picture whole or reduced, in plain Java. */
@NullMarked
package dev.atelier.robots.codec.jpeg;

import org.jspecify.annotations.NullMarked;
