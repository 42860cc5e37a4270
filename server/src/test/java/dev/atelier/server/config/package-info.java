@NullMarked
package dev.atelier.server.config;

import org.jspecify.annotations.NullMarked;
