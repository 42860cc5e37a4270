/**
 * The settings: one record tree, and the loader that fills it from file, environment and options.
 */
@NullMarked
package dev.atelier.server.config;

import org.jspecify.annotations.NullMarked;
