package dev.atelier.server.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for the whole test run, started on first use; each test gets its own database. */
public final class TestDatabases implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final AtomicInteger names = new AtomicInteger();

    private TestDatabases() {
        try {
            server =
                    EmbeddedPostgres.builder()
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one of this run, stopped when all tests have ended. */
    public static TestDatabases of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(
                        TestDatabases.class, _ -> new TestDatabases(), TestDatabases.class);
    }

    /** The URL of a new, empty database. */
    public String newUrl() {
        String name = "test" + names.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.getJdbcUrl("postgres", name);
    }

    public PostgresDatabase newDatabase() {
        return PostgresDatabase.open(newUrl(), "postgres", null, 10);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
