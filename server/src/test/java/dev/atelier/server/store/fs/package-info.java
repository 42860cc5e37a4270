/** The file store on a real folder. */
@NullMarked
package dev.atelier.server.store.fs;

import org.jspecify.annotations.NullMarked;
