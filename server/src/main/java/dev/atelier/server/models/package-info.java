/** The models that can be asked for. */
@NullMarked
package dev.atelier.server.models;

import org.jspecify.annotations.NullMarked;
