package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.TemplateCredentials;
import dev.atelier.core.port.TemplateCredentialsContract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, on this database. */
class PostgresTemplateCredentialsTest extends TemplateCredentialsContract {
    @RegisterExtension final OnPostgres on = new OnPostgres();

    @Override
    protected TemplateCredentials open() {
        return new JdbcTemplateCredentials(on.database());
    }
}
