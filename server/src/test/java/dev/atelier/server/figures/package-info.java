@NullMarked
package dev.atelier.server.figures;

import org.jspecify.annotations.NullMarked;
