/** Live updates: the stream of server-sent events of one Assembly. */
@NullMarked
package dev.atelier.server.events;

import org.jspecify.annotations.NullMarked;
