/**
 * What can go wrong, as values: the catalogue of codes, one error, and the exception that carries
 * it.
 */
@NullMarked
package dev.atelier.core.error;

import org.jspecify.annotations.NullMarked;
