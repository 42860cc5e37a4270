/** Delivers notifications: one attempt at a time, each stored. */
@NullMarked
package dev.atelier.server.notify;

import org.jspecify.annotations.NullMarked;
