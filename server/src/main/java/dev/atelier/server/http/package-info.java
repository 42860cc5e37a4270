/**
 * What every route shares: limits, request bodies, the error handler, the bridge to virtual
 * threads.
 */
@NullMarked
package dev.atelier.server.http;

import org.jspecify.annotations.NullMarked;
