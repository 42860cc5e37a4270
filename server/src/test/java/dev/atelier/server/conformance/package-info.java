/** Runs conformance cases against a started server, as a client sees it. */
@NullMarked
package dev.atelier.server.conformance;

import org.jspecify.annotations.NullMarked;
