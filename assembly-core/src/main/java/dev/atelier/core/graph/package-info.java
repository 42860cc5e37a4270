/** The graph of steps: order, cycles, unknown names, what feeds what. */
@NullMarked
package dev.atelier.core.graph;

import org.jspecify.annotations.NullMarked;
