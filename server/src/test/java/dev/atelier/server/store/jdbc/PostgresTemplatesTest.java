package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.Templates;
import dev.atelier.core.port.TemplatesContract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, on this database. */
class PostgresTemplatesTest extends TemplatesContract {
    @RegisterExtension final OnPostgres on = new OnPostgres();

    @Override
    protected Templates open() {
        return new JdbcTemplates(on.database());
    }
}
