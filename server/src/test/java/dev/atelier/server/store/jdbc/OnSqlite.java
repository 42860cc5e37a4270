package dev.atelier.server.store.jdbc;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Gives each test an empty SQLite database in a folder of its own. */
public final class OnSqlite implements BeforeEachCallback, AfterEachCallback {
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("sqlite");
        database = SqliteDatabase.open(folder);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        database.close();
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    public SqliteDatabase database() {
        return database;
    }

    public Path folder() {
        return folder;
    }

    /** Closes the database and opens it again, as a restart does. */
    public SqliteDatabase reopen() throws IOException {
        database.close();
        database = SqliteDatabase.open(folder);
        return database;
    }
}
