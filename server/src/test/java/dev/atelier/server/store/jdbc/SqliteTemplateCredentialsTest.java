package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.TemplateCredentials;
import dev.atelier.core.port.TemplateCredentialsContract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, on this database. */
class SqliteTemplateCredentialsTest extends TemplateCredentialsContract {
    @RegisterExtension final OnSqlite on = new OnSqlite();

    @Override
    protected TemplateCredentials open() {
        return new JdbcTemplateCredentials(on.database());
    }
}
