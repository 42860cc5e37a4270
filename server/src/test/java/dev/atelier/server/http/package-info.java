@NullMarked
package dev.atelier.server.http;

import org.jspecify.annotations.NullMarked;
