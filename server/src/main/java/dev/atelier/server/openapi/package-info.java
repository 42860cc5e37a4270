/** The description of the API, for programs. */
@NullMarked
package dev.atelier.server.openapi;

import org.jspecify.annotations.NullMarked;
