/** Creating, reading and cancelling Assemblies. */
@NullMarked
package dev.atelier.server.assemblies;

import org.jspecify.annotations.NullMarked;
