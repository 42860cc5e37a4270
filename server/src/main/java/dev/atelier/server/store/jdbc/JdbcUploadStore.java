package dev.atelier.server.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.port.UploadStore;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Uploads as rows; their bytes are elsewhere. */
public final class JdbcUploadStore implements UploadStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            """
            select id, assembly_id, url, name, field, user_meta, metadata, concat, length, state,
            sha256, md5, touched from upload
            """;

    private final Database database;

    public JdbcUploadStore(Database database) {
        this.database = database;
    }

    @Override
    public void create(Upload upload) {
        database.write(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            """
                            insert into upload (length, state, sha256, md5, id, assembly_id, url,
                            name, field, user_meta, metadata, concat, touched)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)) {
                changing(insert, upload);
                insert.setString(5, upload.id());
                insert.setString(6, upload.assemblyId());
                insert.setString(7, upload.url());
                insert.setString(8, upload.name());
                insert.setString(9, upload.field());
                insert.setString(10, upload.userMeta().toString());
                insert.setString(11, upload.metadata());
                insert.setString(12, upload.concat());
                insert.setLong(13, upload.touched());
                return insert.executeUpdate();
            }
        });
    }

    /** The first four parameters of a write: what may change. */
    private static void changing(PreparedStatement write, Upload upload) throws SQLException {
        Long length = upload.length();
        if (length == null) {
            write.setNull(1, Types.BIGINT);
        } else {
            write.setLong(1, length);
        }
        FileRef ref = upload.ref();
        write.setString(2, upload.state().name());
        write.setString(3, ref == null ? null : ref.sha256());
        write.setString(4, ref == null ? null : ref.md5());
    }

    @Override
    public Optional<Upload> find(String id) {
        return select("where id = ?", id).stream().findFirst();
    }

    @Override
    public List<Upload> of(String assemblyId) {
        return select("where assembly_id = ? order by touched, id", assemblyId);
    }

    @Override
    public List<Upload> pending() {
        return select("where state in ('RECEIVING', 'COMPLETE') order by id", null);
    }

    @Override
    public void touch(String id, long at) {
        database.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update upload set touched = ? where id = ?")) {
                update.setLong(1, at);
                update.setString(2, id);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void update(Upload upload) {
        database.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            """
                            update upload set length = ?, state = ?, sha256 = ?, md5 = ?
                            where id = ?
                            """)) {
                changing(update, upload);
                update.setString(5, upload.id());
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void delete(String id) {
        database.write(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from upload where id = ?")) {
                delete.setString(1, id);
                return delete.executeUpdate();
            }
        });
    }

    private List<Upload> select(String which, @Nullable String parameter) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + which)) {
                if (parameter != null) {
                    select.setString(1, parameter);
                }
                try (ResultSet rows = select.executeQuery()) {
                    var uploads = new ArrayList<Upload>();
                    while (rows.next()) {
                        uploads.add(upload(rows));
                    }
                    return uploads;
                }
            }
        });
    }

    private static Upload upload(ResultSet row) throws SQLException {
        long stored = row.getLong("length");
        Long length = row.wasNull() ? null : stored;
        String sha256 = row.getString("sha256");
        FileRef ref =
                sha256 == null
                        ? null
                        : new FileRef(sha256, Objects.requireNonNull(row.getString("md5")), stored);
        return new Upload(
                row.getString("id"),
                row.getString("assembly_id"),
                row.getString("url"),
                row.getString("name"),
                row.getString("field"),
                json(row.getString("user_meta")),
                row.getString("metadata"),
                row.getString("concat"),
                length,
                State.valueOf(row.getString("state")),
                ref,
                row.getLong("touched"));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored upload cannot be read", e);
        }
    }
}
