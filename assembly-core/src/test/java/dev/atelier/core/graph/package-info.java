/** Tests of the graph of steps. */
@NullMarked
package dev.atelier.core.graph;

import org.jspecify.annotations.NullMarked;
