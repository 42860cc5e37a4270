package dev.atelier.server.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.port.FileStore;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paid calls as rows, their pictures in the file store. */
public final class JdbcProviderLedger implements ProviderLedger {
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final FileStore files;

    public JdbcProviderLedger(Database database, FileStore files) {
        this.database = database;
        this.files = files;
    }

    /** A row as it is stored. */
    private record Row(
            State state,
            String provider,
            int count,
            int posts,
            boolean resent,
            ObjectNode facts,
            List<String> files) {}

    @Override
    public Optional<Entry> find(String key) throws IOException {
        Optional<Row> row = database.read(connection -> row(connection, key));
        return row.isPresent() ? Optional.of(entry(row.get())) : Optional.empty();
    }

    private Entry entry(Row row) throws IOException {
        var pictures = new ArrayList<Path>();
        for (String sha256 : row.files()) {
            pictures.add(files.local(sha256));
        }
        return new Entry(
                row.state(),
                row.provider(),
                row.count(),
                row.posts(),
                row.resent(),
                row.facts(),
                List.copyOf(pictures));
    }

    private static Optional<Row> row(Connection connection, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select state, provider, pictures, posts, resent, facts, files
                        from provider_call where idem_key = ?
                        """)) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row(row)) : Optional.empty();
            }
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String names = row.getString("files");
        return new Row(
                State.valueOf(row.getString("state")),
                row.getString("provider"),
                row.getInt("pictures"),
                row.getInt("posts"),
                row.getInt("resent") == 1,
                parsed(row.getString("facts")),
                names.isEmpty() ? List.of() : List.of(names.split(" ")));
    }

    private static ObjectNode parsed(String facts) {
        try {
            return (ObjectNode) JSON.readTree(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("provider_call.facts", e);
        }
    }

    @Override
    public List<Cost> costs(String account, LocalDate from, LocalDate before) {
        return database.read(connection -> ProviderCosts.read(connection, account, from, before));
    }

    @Override
    public void sent(Order order, Optional<Entry> before, Budgets budgets)
            throws ProviderException {
        State state = before.map(Entry::state).orElse(State.RELEASED);
        boolean setAside = state == State.RELEASED;
        int posts = before.map(Entry::posts).orElse(0);
        boolean resent = before.map(Entry::resent).orElse(false) || state == State.SENT;
        try {
            database.write(connection -> {
                String account = Spending.account(connection, order);
                if (setAside) {
                    Spending.setAside(connection, order, account, budgets);
                }
                boolean moved =
                        posts == 0
                                ? insert(connection, order, account)
                                : again(connection, order, state, posts, resent);
                if (!moved) {
                    throw new IllegalStateException("somebody else works on " + order.key());
                }
                return true;
            });
        } catch (Spending.OverBudgetException e) {
            throw e.refusal();
        }
    }

    private static boolean insert(Connection connection, Order order, String account)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into provider_call (state, posts, resent, provider, model,
                        request_hash, estimate_micros, started, pictures, idem_key, assembly_id,
                        account, step, input_key, first_ordinal, facts, files)
                        values ('SENT', 1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', '')
                        on conflict (idem_key) do nothing
                        """)) {
            int next = bind(insert, order, 1);
            insert.setString(next++, order.job().assemblyId());
            insert.setString(next++, account);
            insert.setString(next++, order.job().step());
            insert.setString(next++, order.job().inputKey());
            insert.setInt(next, order.first());
            return insert.executeUpdate() == 1;
        }
    }

    /** The columns every sending fills, the key last. */
    private static int bind(PreparedStatement statement, Order order, int first)
            throws SQLException {
        int next = first;
        statement.setString(next++, order.provider());
        statement.setString(next++, order.model());
        statement.setString(next++, order.requestHash());
        statement.setLong(next++, order.estimate().micros());
        statement.setLong(next++, order.started().toEpochMilli());
        statement.setInt(next++, order.count());
        statement.setString(next++, order.key());
        return next;
    }

    private static boolean again(
            Connection connection, Order order, State state, int posts, boolean resent)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        update provider_call set state = 'SENT', posts = posts + 1, resent = ?,
                        facts = '{}', cost_micros = null, provider = ?, model = ?,
                        request_hash = ?, estimate_micros = ?, started = ?, pictures = ?
                        where idem_key = ? and state = ? and posts = ?
                        """)) {
            update.setInt(1, resent ? 1 : 0);
            int next = bind(update, order, 2);
            update.setString(next++, state.name());
            update.setInt(next, posts);
            return update.executeUpdate() == 1;
        }
    }

    @Override
    public void accepted(String key, ObjectNode ticket) {
        database.write(connection -> move(connection, key, State.ACCEPTED, ticket, "", null));
    }

    @Override
    public Entry done(String key, List<Path> pictures, ObjectNode facts, @Nullable Usd cost)
            throws IOException {
        var names = new ArrayList<String>();
        for (Path picture : pictures) {
            names.add(files.put(picture).sha256());
        }
        database.write(connection -> {
            if (cost != null) {
                Spending.settle(connection, key, cost);
            }
            return move(connection, key, State.DONE, facts, String.join(" ", names), cost);
        });
        return find(key).orElseThrow();
    }

    @Override
    public void released(String key, ObjectNode facts) {
        database.write(connection -> {
            Spending.settle(connection, key, Usd.ZERO);
            return move(connection, key, State.RELEASED, facts, "", Usd.ZERO);
        });
    }

    @Override
    public void lost(String key, ObjectNode facts) {
        database.write(connection -> move(connection, key, State.LOST, facts, "", null));
    }

    private static boolean move(
            Connection connection,
            String key,
            State state,
            ObjectNode facts,
            String names,
            @Nullable Usd cost)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        update provider_call set state = ?, facts = ?, files = ?, cost_micros = ?
                        where idem_key = ?
                        """)) {
            update.setString(1, state.name());
            update.setString(2, facts.toString());
            update.setString(3, names);
            if (cost == null) {
                update.setNull(4, Types.BIGINT);
            } else {
                update.setLong(4, cost.micros());
            }
            update.setString(5, key);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("never sent: " + key);
            }
            return true;
        }
    }
}
