/** Forms of parameters that robots of several families take. */
@NullMarked
package dev.atelier.robots.param;

import org.jspecify.annotations.NullMarked;
