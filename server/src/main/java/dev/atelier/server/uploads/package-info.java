/** Resumable uploads over tus 1.0.0. */
@NullMarked
package dev.atelier.server.uploads;

import org.jspecify.annotations.NullMarked;
