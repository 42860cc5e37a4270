/** What an account has used and what runs for it. */
@NullMarked
package dev.atelier.server.figures;

import org.jspecify.annotations.NullMarked;
