package dev.atelier.server.store.jdbc;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

import javax.sql.DataSource;

/** A SQLite file in the data folder: one connection writes, four read. One process at a time. */
public final class SqliteDatabase extends ScopedDatabase {
    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 5_000;

    /** A server under load keeps the right to write for seconds. */
    private static final int BESIDE_BUSY_MILLIS = 30_000;

    private final @Nullable FolderLock lock;
    private final SqliteWriter writer;
    private final SqliteReaders readers;
    private final SharedSource shared = new SharedSource(this::libraryConnection);

    private SqliteDatabase(@Nullable FolderLock lock, DataSource file) {
        this.lock = lock;
        this.writer = new SqliteWriter(file::getConnection);
        this.readers = new SqliteReaders(() -> reader(file), READERS);
    }

    /**
     * Opens {@code db/atelier.db} below the folder, which is created when it is not there.
     *
     * @throws IOException when the folder cannot hold a database: used by another process, on a
     *     network file system, not writable
     */
    public static SqliteDatabase open(Path dataFolder) throws IOException {
        return open(dataFolder, new SQLiteConfig());
    }

    static SqliteDatabase open(Path dataFolder, SQLiteConfig config) throws IOException {
        Path folder = folder(dataFolder);
        FolderLock lock = FolderLock.take(folder);
        boolean opened = false;
        try {
            DataSource file = file(folder, config, BUSY_MILLIS);
            Migrations.apply(file, Migrations.SQLITE);
            opened = true;
            return new SqliteDatabase(lock, file);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /**
     * Opens the database beside a server that may be running on the folder, for a few short
     * statements. Without a server it is brought to the current schema first.
     *
     * @throws IOException when the folder cannot hold a database
     */
    public static SqliteDatabase openBeside(Path dataFolder) throws IOException {
        Path folder = folder(dataFolder);
        DataSource file = file(folder, new SQLiteConfig(), BESIDE_BUSY_MILLIS);
        FolderLock lock = FolderLock.tryTake(folder);
        try (lock) {
            if (lock != null) {
                Migrations.apply(file, Migrations.SQLITE);
            }
        }
        return new SqliteDatabase(null, file);
    }

    private static Path folder(Path dataFolder) throws IOException {
        Path folder = PrivateFolders.create(dataFolder).resolve("db");
        PrivateFolders.create(folder);
        unpackDriverInto(folder.resolve("native"));
        return folder;
    }

    /** The driver unpacks a library; the system's folder for such things may forbid running it. */
    private static void unpackDriverInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        System.setProperty("org.sqlite.tmpdir", folder.toAbsolutePath().toString());
    }

    private static DataSource file(Path folder, SQLiteConfig config, int busyMillis) {
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(busyMillis);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve("atelier.db").toAbsolutePath());
        return source;
    }

    private static Connection reader(DataSource file) throws SQLException {
        Connection connection = file.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = on");
        }
        return connection;
    }

    @Override
    <T> T transaction(Supplier<T> work) {
        var opened = new Session[1];
        T result =
                writer.write(connection -> {
                    opened[0] = new Session(connection);
                    return within(opened[0], work);
                });
        opened[0].afterCommit().forEach(Runnable::run);
        return result;
    }

    @Override
    <T> T readCommitted(Work<T> work) {
        Connection reader = null;
        try {
            reader = readers.take();
            T result = work.on(reader);
            readers.giveBack(reader);
            reader = null;
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            if (reader != null) {
                readers.discard(reader);
            }
        }
    }

    @Override
    public DataSource shared() {
        return shared;
    }

    private Connection libraryConnection() {
        return inTransaction()
                ? ConnectionViews.joined(session().connection())
                : ConnectionViews.routed(new Outside());
    }

    /** Statements of the library outside any transaction. */
    private final class Outside implements ConnectionViews.Route {
        @Override
        public Connection reader() throws SQLException {
            return readers.take();
        }

        @Override
        public void readerDone(Connection reader) {
            readers.giveBack(reader);
        }

        @Override
        public Connection writer() {
            return writer.begin();
        }

        @Override
        public void writerDone(boolean commit) throws SQLException {
            if (commit) {
                keep();
            } else {
                writer.undo();
            }
        }

        @Override
        public void writerLeaves() throws SQLException {
            try {
                writer.leave();
            } catch (DatabaseException e) {
                throw new SQLException(e.getMessage(), e);
            }
        }

        private void keep() throws SQLException {
            try {
                writer.keep();
            } catch (DatabaseException e) {
                throw new SQLException(e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        try (lock) {
            writer.close();
            readers.close();
        }
    }
}
