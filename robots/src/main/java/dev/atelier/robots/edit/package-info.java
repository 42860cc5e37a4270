/**
 * Changes of whole pictures that trained models outside make: cutting out, enlarging, restoring.
 */
@NullMarked
package dev.atelier.robots.edit;

import org.jspecify.annotations.NullMarked;
