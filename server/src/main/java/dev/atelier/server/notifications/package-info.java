/** What was told to notify_urls, and telling it again. */
@NullMarked
package dev.atelier.server.notifications;

import org.jspecify.annotations.NullMarked;
