/** Stored instructions, and the credentials that steps may use. */
@NullMarked
package dev.atelier.server.templates;

import org.jspecify.annotations.NullMarked;
