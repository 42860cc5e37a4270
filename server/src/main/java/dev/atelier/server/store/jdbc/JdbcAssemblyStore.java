package dev.atelier.server.store.jdbc;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.AssemblySummary;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.EventJson;
import dev.atelier.core.port.AssemblyStore;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Events as rows of JSON; the table of Assemblies holds only what lists and sweeps ask for. */
public final class JdbcAssemblyStore implements AssemblyStore {
    private final Database database;
    private final AssemblySummaries summaries;
    private final InstantSource clock;
    private final Duration retention;

    /**
     * @param retention how long a file may be fetched after its event
     */
    public JdbcAssemblyStore(Database database, InstantSource clock, Duration retention) {
        this.database = database;
        this.summaries = new AssemblySummaries(database);
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public void create(String id, List<Event> events) {
        database.write(connection -> {
            if (!insertAssembly(connection, id, events)) {
                throw new IdTakenException(id);
            }
            var _ = insertEvents(connection, id, 0, events);
            return true;
        });
    }

    @Override
    public void append(String id, long after, List<Event> events) {
        database.write(connection -> {
            requireLast(connection, id, after);
            AssemblyStatus status = insertEvents(connection, id, after, events);
            if (status != null) {
                updateStatus(connection, id, status, events.getLast().at());
            }
            return true;
        });
    }

    private static boolean insertAssembly(Connection connection, String id, List<Event> events)
            throws SQLException {
        AssemblyStatus status = AssemblyStatus.UPLOADING;
        for (Event event : events) {
            status = Objects.requireNonNullElse(statusAfter(event, status), status);
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into assembly (id, account, status, created, updated)
                        values (?, ?, ?, ?, ?) on conflict (id) do nothing
                        """)) {
            insert.setString(1, id);
            insert.setString(2, account(events.getFirst()));
            insert.setString(3, status.name());
            insert.setLong(4, events.getFirst().at());
            insert.setLong(5, events.getLast().at());
            return insert.executeUpdate() == 1;
        }
    }

    private static String account(Event first) {
        return first instanceof Event.Created created ? created.request().sender().account() : "";
    }

    private static void requireLast(Connection connection, String id, long after)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select max(seq) from assembly_event where assembly_id = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                long last = rows.next() ? rows.getLong(1) : 0;
                if (last == 0 || last < after) {
                    throw new IllegalStateException(
                            "event " + after + " of " + id + " does not exist");
                }
                if (last > after) {
                    throw new SequenceTakenException(id, after + 1);
                }
            }
        }
    }

    /** Gives the status the events leave, null when they do not change it. */
    private @Nullable AssemblyStatus insertEvents(
            Connection connection, String id, long after, List<Event> events) throws SQLException {
        AssemblyStatus status = null;
        long seq = after;
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into assembly_event (assembly_id, seq, at, json, effect)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)) {
            for (Event event : events) {
                seq++;
                insert.setString(1, id);
                insert.setLong(2, seq);
                insert.setLong(3, event.at());
                insert.setString(4, EventJson.write(event));
                insert.setString(5, event.effect().orElse(null));
                if (insert.executeUpdate() == 0) {
                    throw conflict(connection, id, seq, event);
                }
                insertFile(connection, id, event);
                status = statusAfter(event, status);
            }
        }
        return status;
    }

    /** Two rules can refuse a row; the number is looked at first, as it is for everyone else. */
    private static RuntimeException conflict(
            Connection connection, String id, long seq, Event event) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select 1 from assembly_event where assembly_id = ? and seq = ?")) {
            select.setString(1, id);
            select.setLong(2, seq);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? new SequenceTakenException(id, seq)
                        : new EffectTakenException(event.effect().orElse("none"));
            }
        }
    }

    private static @Nullable AssemblyStatus statusAfter(
            Event event, @Nullable AssemblyStatus before) {
        if (event.ends().isPresent()) {
            return event.ends().get();
        }
        return event instanceof Event.UploadsClosed ? AssemblyStatus.EXECUTING : before;
    }

    private static void updateStatus(
            Connection connection, String id, AssemblyStatus status, long at) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update assembly set status = ?, updated = ? where id = ?")) {
            update.setString(1, status.name());
            update.setLong(2, at);
            update.setString(3, id);
            update.executeUpdate();
        }
    }

    private void insertFile(Connection connection, String id, Event event) throws SQLException {
        switch (event) {
            case Event.FileAdded added -> insertFile(connection, id, added.file(), added.at());
            case Event.FileEmitted emitted ->
                    insertFile(connection, id, emitted.file(), emitted.at());
            case Event.Created _,
                    Event.UploadsClosed _,
                    Event.JobFinished _,
                    Event.JobFailed _,
                    Event.Warned _,
                    Event.Completed _,
                    Event.Failed _,
                    Event.Cancelled _,
                    Event.Notified _,
                    Event.Aborted _ -> {}
        }
    }

    private void insertFile(Connection connection, String id, AssemblyFile file, long at)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into file (id, assembly_id, sha256, size, mime, name, expires_at, headers)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
                        """)) {
            insert.setString(1, file.id());
            insert.setString(2, id);
            insert.setString(3, file.sha256());
            insert.setLong(4, file.size());
            insert.setString(5, file.mime());
            insert.setString(6, file.name());
            insert.setLong(7, at + retention.toMillis());
            insert.setString(8, HeaderColumn.write(file.servedHeaders()));
            insert.executeUpdate();
        }
    }

    @Override
    public List<Event> events(String id, long after) {
        return events(id, after, Integer.MAX_VALUE);
    }

    @Override
    public List<Event> events(String id, long after, int limit) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            select json from assembly_event
                            where assembly_id = ? and seq > ? order by seq limit ?
                            """)) {
                select.setString(1, id);
                select.setLong(2, after);
                select.setInt(3, limit);
                try (ResultSet rows = select.executeQuery()) {
                    var events = new ArrayList<Event>();
                    while (rows.next()) {
                        events.add(EventJson.read(rows.getString(1)));
                    }
                    return events;
                }
            }
        });
    }

    @Override
    public @Nullable AssemblyStatus status(String id) {
        return database
                .read(connection ->
                        texts(connection, "select status from assembly where id = ?", id))
                .stream()
                .findFirst()
                .map(AssemblyStatus::valueOf)
                .orElse(null);
    }

    @Override
    public List<String> open() {
        return database.read(connection ->
                texts(
                        connection,
                        """
                        select id from assembly where status in ('UPLOADING', 'EXECUTING')
                        order by created, id
                        """));
    }

    /**
     * The account is no plain column, so that SQLite looks among the open ones, not the account's.
     */
    @Override
    public int open(String account, int most) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            select count(*) from (select 1 from assembly
                            where status in ('UPLOADING', 'EXECUTING') and account || '' = ? limit ?)
                            as counted
                            """)) {
                select.setString(1, account);
                select.setInt(2, most);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getInt(1) : 0;
                }
            }
        });
    }

    private static List<String> texts(Connection connection, String sql, String... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }

    @Override
    public Optional<StoredFile> file(String fileId) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            select assembly_id, sha256, size, mime, name, headers from file
                            where id = ? and expires_at > ?
                            """)) {
                select.setString(1, fileId);
                select.setLong(2, clock.millis());
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(storedFile(fileId, rows)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void summarise(AssemblySummary summary, String words) {
        summaries.put(summary, words);
    }

    @Override
    public Page list(Query query) {
        return summaries.list(query);
    }

    @Override
    public void summaries(String account, long from, long to, Consumer<AssemblySummary> each) {
        summaries.each(account, from, to, each);
    }

    private static StoredFile storedFile(String fileId, ResultSet row) throws SQLException {
        return new StoredFile(
                fileId,
                row.getString("assembly_id"),
                row.getString("sha256"),
                row.getLong("size"),
                row.getString("mime"),
                row.getString("name"),
                HeaderColumn.read(row.getString("headers")));
    }

    /** Whether a file that is still kept has these bytes; what the sweep of blobs asks. */
    public boolean isReferenced(String sha256) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            select 1 from file where sha256 = ? and (expires_at > ?
                            or assembly_id in (select id from assembly
                            where status in ('UPLOADING', 'EXECUTING')))
                            """)) {
                select.setString(1, sha256);
                select.setLong(2, clock.millis());
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }
}
