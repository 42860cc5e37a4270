/** {@code /token} and {@code /auth_keys}: keys and tokens over HTTP. */
@NullMarked
package dev.atelier.server.keys;

import org.jspecify.annotations.NullMarked;
