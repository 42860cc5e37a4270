/** What every adapter of a port must prove. */
@NullMarked
package dev.atelier.core.port;

import org.jspecify.annotations.NullMarked;
