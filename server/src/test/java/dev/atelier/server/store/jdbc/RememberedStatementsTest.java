package dev.atelier.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

class RememberedStatementsTest {
    private static final String SELECT = "select name from shelf where id >= ? order by id";

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = RememberedStatements.on(DriverManager.getConnection("jdbc:sqlite::memory:"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table shelf (id int primary key, name text)");
            statement.execute("insert into shelf values (1, 'a'), (2, 'b')");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aClosedStatementServesTheNextThatAsksForTheSame() throws SQLException {
        PreparedStatement first = connection.prepareStatement(SELECT);
        first.close();

        assertSame(first, connection.prepareStatement(SELECT));
    }

    @Test
    void nestedUseOfTheSameSqlDoesNotDisturbTheOuterRows() throws SQLException {
        try (PreparedStatement outer = connection.prepareStatement(SELECT)) {
            outer.setInt(1, 1);
            try (ResultSet rows = outer.executeQuery()) {
                assertTrue(rows.next());
                assertEquals("b", nameFrom(2));
                assertTrue(rows.next());
                assertEquals("b", rows.getString(1));
                assertFalse(rows.next());
            }
        }
    }

    @Test
    void parametersOfTheLastUseAreForgotten() throws SQLException {
        assertEquals("b", nameFrom(2));

        try (PreparedStatement again = connection.prepareStatement(SELECT);
                ResultSet rows = again.executeQuery()) {
            assertFalse(rows.next());
        }
    }

    @Test
    void rowsLeftOpenDoNotOutliveTheirStatement() throws SQLException {
        PreparedStatement select = connection.prepareStatement(SELECT);
        select.setInt(1, 1);
        ResultSet rows = select.executeQuery();

        select.close();

        assertTrue(rows.isClosed());
        assertNull(nameFrom(3));
    }

    private @Nullable String nameFrom(int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
