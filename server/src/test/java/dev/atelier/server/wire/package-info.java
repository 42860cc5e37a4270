@NullMarked
package dev.atelier.server.wire;

import org.jspecify.annotations.NullMarked;
