@NullMarked
package dev.atelier.server.files;

import org.jspecify.annotations.NullMarked;
