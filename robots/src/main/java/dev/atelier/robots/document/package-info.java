/** What documents say about themselves, read without any of their pages. */
@NullMarked
package dev.atelier.robots.document;

import org.jspecify.annotations.NullMarked;
