/** Benchmarks of the whole service; how to run them stands in {@code docs/benchmarks.md}. */
@NullMarked
package dev.atelier.server.bench;

import org.jspecify.annotations.NullMarked;
