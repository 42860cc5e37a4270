/** Both databases against the contracts, and what only one of them promises. */
@NullMarked
package dev.atelier.server.store.jdbc;

import org.jspecify.annotations.NullMarked;
