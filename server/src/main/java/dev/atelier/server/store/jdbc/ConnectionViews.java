package dev.atelier.server.store.jdbc;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Connections as the queue's library sees them. They are proxies because {@link Connection} has
 * some sixty methods of which the library calls five.
 */
final class ConnectionViews {
    private ConnectionViews() {}

    /** A view of a running transaction: the library can neither end it nor notice it. */
    static Connection joined(Connection connection) {
        return proxy((_, method, arguments) ->
                switch (method.getName()) {
                    case "close", "commit", "rollback" -> null;
                    case "getAutoCommit" -> true;
                    default -> call(connection, method, arguments);
                });
    }

    /** Statements outside a transaction: reading goes elsewhere than writing. */
    interface Route {
        Connection reader() throws SQLException;

        void readerDone(Connection reader);

        /** Waits for its turn to write. */
        Connection writer() throws SQLException;

        void writerDone(boolean commit) throws SQLException;

        /** The write need not be durable yet; the next commit takes it along. */
        void writerLeaves() throws SQLException;
    }

    /**
     * A view that decides by its first statement where it belongs. It says that it does not commit
     * by itself, so the library calls commit and hears when that fails.
     */
    static Connection routed(Route route) {
        return proxy(new Routed(route));
    }

    private static final class Routed implements InvocationHandler {
        private final Route route;
        private @Nullable Connection reader;
        private @Nullable Connection writer;
        private boolean picks;

        Routed(Route route) {
            this.route = route;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
                throws Throwable {
            return switch (method.getName()) {
                case "prepareStatement" -> prepare(first(arguments));
                case "getAutoCommit" -> false;
                case "commit" -> end(true);
                case "rollback", "close" -> end(false);
                default -> throw new UnsupportedOperationException(method.getName());
            };
        }

        private static String first(Object @Nullable [] arguments) {
            if (arguments == null || arguments.length != 1) {
                throw new UnsupportedOperationException("prepareStatement with options");
            }
            return (String) arguments[0];
        }

        private PreparedStatement prepare(String sql) throws SQLException {
            if (writer == null
                    && sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select")) {
                Connection borrowed = reader == null ? route.reader() : reader;
                reader = borrowed;
                return borrowed.prepareStatement(sql);
            }
            Connection taken = writer == null ? route.writer() : writer;
            writer = taken;
            picks = isPick(sql);
            return taken.prepareStatement(sql);
        }

        /** A crash takes back what was picked anyway, so nobody has to wait for its fsync. */
        private static boolean isPick(String sql) {
            return sql.contains("set picked") && sql.contains("returning");
        }

        private @Nullable Object end(boolean commit) throws SQLException {
            if (reader != null) {
                route.readerDone(reader);
                reader = null;
            }
            if (writer != null) {
                writer = null;
                if (commit && picks) {
                    route.writerLeaves();
                } else {
                    route.writerDone(commit);
                }
            }
            return null;
        }
    }

    private static Connection proxy(InvocationHandler handler) {
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        handler);
    }

    /** Calls the thing behind a view; what it throws comes out as it is. */
    static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
