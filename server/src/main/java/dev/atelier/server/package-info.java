/** The service: composition, and the launch of everything. */
@NullMarked
package dev.atelier.server;

import org.jspecify.annotations.NullMarked;
