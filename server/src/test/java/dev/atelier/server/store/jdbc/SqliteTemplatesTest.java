package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.Templates;
import dev.atelier.core.port.TemplatesContract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, on this database. */
class SqliteTemplatesTest extends TemplatesContract {
    @RegisterExtension final OnSqlite on = new OnSqlite();

    @Override
    protected Templates open() {
        return new JdbcTemplates(on.database());
    }
}
