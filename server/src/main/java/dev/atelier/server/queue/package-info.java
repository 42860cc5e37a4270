/** The job queue, on db-scheduler in the same database as the Assemblies. */
@NullMarked
package dev.atelier.server.queue;

import org.jspecify.annotations.NullMarked;
