package dev.atelier.server.store.jdbc;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection that prepares each statement once: closing one keeps it for the next that asks for
 * the same SQL, which for short statements saves a fifth of SQLite's work. One thread at a time.
 */
final class RememberedStatements implements InvocationHandler {
    private static final int MOST = 64;

    private final Connection connection;
    private final Map<String, Remembered> known = new HashMap<>();

    private RememberedStatements(Connection connection) {
        this.connection = connection;
    }

    static Connection on(Connection connection) {
        return (Connection) proxy(Connection.class, new RememberedStatements(connection));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
            throws Throwable {
        return method.getName().equals("prepareStatement")
                        && arguments != null
                        && arguments.length == 1
                ? prepare((String) arguments[0])
                : ConnectionViews.call(connection, method, arguments);
    }

    /** Nested use of the same SQL gets a statement of its own, and so does what comes too late. */
    private PreparedStatement prepare(String sql) throws SQLException {
        Remembered found = known.get(sql);
        if (found == null && known.size() < MOST) {
            found = new Remembered(connection.prepareStatement(sql));
            known.put(sql, found);
        }
        return found == null || found.inUse ? connection.prepareStatement(sql) : found.lend();
    }

    private static final class Remembered implements InvocationHandler {
        private final PreparedStatement statement;
        private final PreparedStatement view;
        private @Nullable ResultSet rows;
        private boolean inUse;

        Remembered(PreparedStatement statement) {
            this.statement = statement;
            this.view = (PreparedStatement) proxy(PreparedStatement.class, this);
        }

        PreparedStatement lend() {
            inUse = true;
            return view;
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().equals("close")) {
                giveBack();
                return null;
            }
            Object result = ConnectionViews.call(statement, method, arguments);
            if (result instanceof ResultSet opened) {
                rows = opened;
            }
            return result;
        }

        private void giveBack() throws SQLException {
            if (rows != null) {
                rows.close();
                rows = null;
            }
            statement.clearBatch();
            statement.clearParameters();
            inUse = false;
        }
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
