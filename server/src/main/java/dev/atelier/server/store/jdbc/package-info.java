/** Assemblies, their events and files in SQLite or PostgreSQL. */
@NullMarked
package dev.atelier.server.store.jdbc;

import org.jspecify.annotations.NullMarked;
