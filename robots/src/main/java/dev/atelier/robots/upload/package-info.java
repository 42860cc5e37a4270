/** Where files come in. */
@NullMarked
package dev.atelier.robots.upload;

import org.jspecify.annotations.NullMarked;
