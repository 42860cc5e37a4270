package dev.atelier.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.StringJoiner;

/** A page of many Assemblies must come off an index in order, with nothing sorted or scanned. */
class ListPlanTest {
    private static final int MANY = 100_000;
    private static final String PAGE =
            "select summary from assembly where account = 'a' and account <> ''%s"
                    + " order by %s desc, id desc limit 50 offset 0";

    @RegisterExtension final OnSqlite sqlite = new OnSqlite();
    @RegisterExtension final OnPostgres postgres = new OnPostgres();

    private static void fill(Database database, String numbers, String padded) {
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(
                        """
                        insert into assembly
                        (id, account, status, created, updated, words, summary)
                        select %s, 'a', 'COMPLETED', n, n, 'w', '{}' from (%s) as numbers
                        """
                                .formatted(padded, numbers));
            }
        });
    }

    private static String plan(Database database, String explain, String sql) {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(explain + sql)) {
                var plan = new StringJoiner("\n");
                while (rows.next()) {
                    plan.add(rows.getString(rows.getMetaData().getColumnCount()));
                }
                return plan.toString();
            }
        });
    }

    @Test
    void sqliteReadsAPageOffAnIndex() {
        var database = sqlite.database();
        fill(
                database,
                "with recursive c(n) as (select 1 union all select n + 1 from c where n < "
                        + MANY
                        + ") select n from c",
                "printf('%032d', n)");

        for (String filter : new String[] {"", " and status in ('FAILED')"}) {
            String plan = plan(database, "explain query plan ", PAGE.formatted(filter, "created"));
            assertTrue(plan.contains("assembly_created"), plan);
            assertFalse(plan.contains("TEMP B-TREE"), plan);
        }
    }

    @Test
    void postgresReadsAPageOffAnIndex() {
        var database = postgres.database();
        fill(database, "select generate_series(1, " + MANY + ") as n", "lpad(n::text, 32, '0')");
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("analyze assembly");
            }
        });

        String plan = plan(database, "explain ", PAGE.formatted("", "created"));
        assertTrue(plan.contains("assembly_created"), plan);
        assertFalse(plan.contains("Seq Scan"), plan);
    }
}
