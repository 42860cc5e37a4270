/** Uploads that arrive in pieces: staged, resumed, checked, then given to their Assembly. */
@NullMarked
package dev.atelier.core.upload;

import org.jspecify.annotations.NullMarked;
