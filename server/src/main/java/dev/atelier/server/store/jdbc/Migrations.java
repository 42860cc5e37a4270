package dev.atelier.server.store.jdbc;

import org.flywaydb.core.Flyway;

import java.util.Map;

import javax.sql.DataSource;

/** Brings a database to the current schema; the few words that differ are filled in. */
final class Migrations {
    static final Map<String, String> SQLITE =
            Map.of("key", "text", "time", "bigint", "flag", "int", "true", "1", "bytes", "blob");

    /** Keys compare by bytes, whatever the database's language is. */
    static final Map<String, String> POSTGRES =
            Map.of(
                    "key", "text collate \"C\"",
                    "time", "timestamptz",
                    "flag", "boolean",
                    "true", "true",
                    "bytes", "bytea");

    private Migrations() {}

    static void apply(DataSource database, Map<String, String> words) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:dev/atelier/server/store/jdbc")
                .placeholders(words)
                .table("schema_history")
                .load()
                .migrate();
    }
}
