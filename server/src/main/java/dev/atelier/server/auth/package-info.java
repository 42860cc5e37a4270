/** Who may do what: keys, signatures, bearer tokens. */
@NullMarked
package dev.atelier.server.auth;

import org.jspecify.annotations.NullMarked;
