package dev.atelier.server.store.jdbc;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test an empty PostgreSQL database and closes it afterwards. */
public final class OnPostgres implements BeforeEachCallback, AfterEachCallback {
    @SuppressWarnings("NullAway.Init")
    private PostgresDatabase database;

    @SuppressWarnings("NullAway.Init")
    private String url;

    @Override
    public void beforeEach(ExtensionContext context) {
        url = TestDatabases.of(context).newUrl();
        database = another();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        database.close();
    }

    public PostgresDatabase database() {
        return database;
    }

    public String url() {
        return url;
    }

    /** The same database as another process would open it. */
    public PostgresDatabase another() {
        return PostgresDatabase.open(url, "postgres", null, 10);
    }
}
