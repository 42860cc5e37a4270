/** The service as its users meet it, over a real socket. */
@NullMarked
package dev.atelier.server;

import org.jspecify.annotations.NullMarked;
