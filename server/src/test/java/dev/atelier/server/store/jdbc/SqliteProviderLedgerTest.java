package dev.atelier.server.store.jdbc;

import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderLedgerContract;
import dev.atelier.server.store.fs.FsFileStore;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.time.InstantSource;

/** The contract, on this database. */
class SqliteProviderLedgerTest extends ProviderLedgerContract {
    @RegisterExtension final OnSqlite on = new OnSqlite();

    @Override
    protected ProviderLedger open() throws IOException {
        return new JdbcProviderLedger(
                on.database(), FsFileStore.open(folder, InstantSource.system()));
    }

    /** They are not stored. */
    @Override
    protected String account() {
        return "";
    }
}
