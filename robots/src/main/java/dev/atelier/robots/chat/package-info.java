/** Conversations with a language model outside, and the robots that hold them. */
@NullMarked
package dev.atelier.robots.chat;

import org.jspecify.annotations.NullMarked;
