package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

/** The database behind the Assemblies and the queue. */
public record DatabaseConfig(
        @Param(
                        doc =
                                "JDBC URL of a PostgreSQL database. When left out, a SQLite"
                                        + " file in the data folder.",
                        pattern = "jdbc:postgresql:.+")
                @Nullable String url,
        @Param(doc = "User of the database.") @Nullable String user,
        @Param(doc = "Password of the database.") @Nullable Secret password,
        @Param(doc = "Connections to PostgreSQL.", min = 2, max = 1_000, fallback = "16")
                int connections) {}
