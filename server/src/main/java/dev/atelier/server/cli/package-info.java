/** The commands of {@code atelier}. */
@NullMarked
package dev.atelier.server.cli;

import org.jspecify.annotations.NullMarked;
