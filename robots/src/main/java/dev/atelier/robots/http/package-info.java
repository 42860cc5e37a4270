/** Robots that ask servers on the web. */
@NullMarked
package dev.atelier.robots.http;

import org.jspecify.annotations.NullMarked;
