/**
 * The one way out of this process: HTTP to addresses that were checked at the moment of connecting.
 */
@NullMarked
package dev.atelier.robots.outbound;

import org.jspecify.annotations.NullMarked;
