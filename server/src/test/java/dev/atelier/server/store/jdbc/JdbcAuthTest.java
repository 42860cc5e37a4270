package dev.atelier.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.server.auth.AccessTokens.AccessToken;
import dev.atelier.server.auth.AuthKey;
import dev.atelier.server.auth.AuthKeys;
import dev.atelier.server.auth.Scopes;
import dev.atelier.server.auth.SignatureAlgorithm;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Optional;

/** Keys, tokens and used signatures on both databases. */
class JdbcAuthTest {
    @RegisterExtension final OnSqlite sqlite = new OnSqlite();
    @RegisterExtension final OnPostgres postgres = new OnPostgres();

    private List<Database> databases() {
        return List.of(sqlite.database(), postgres.database());
    }

    private static AuthKey key(String id, String name, @Nullable Long revoked) {
        return new AuthKey(
                id,
                "public-" + id,
                "acme",
                name,
                "sealed-" + id,
                Scopes.parse("assemblies:read assemblies:write"),
                true,
                SignatureAlgorithm.SHA384,
                false,
                5,
                6,
                revoked);
    }

    @Test
    void keysAreFoundAsTheyWereLeft() {
        for (Database database : databases()) {
            var keys = new JdbcAuthKeys(database);
            keys.add(key("a", "one", null));
            keys.add(key("b", "two", null));
            keys.update(key("b", "changed", 9L));

            assertEquals(List.of(key("a", "one", null), key("b", "changed", 9L)), keys.all());
            assertThrows(AuthKeys.KeyTakenException.class, () -> keys.add(key("a", "again", null)));
        }
    }

    @Test
    void signatureIsNewOnceAndAgainWhenForgotten() {
        for (Database database : databases()) {
            var tokens = new JdbcAccessTokens(database);

            assertTrue(tokens.firstUse("hash", 100));
            assertFalse(tokens.firstUse("hash", 200));
            tokens.forget(100);
            assertFalse(tokens.firstUse("hash", 100), "still in its time");
            tokens.forget(101);
            assertTrue(tokens.firstUse("hash", 100));
        }
    }

    @Test
    void tokensAreForgottenAfterTheirTime() {
        for (Database database : databases()) {
            var tokens = new JdbcAccessTokens(database);
            var token = new AccessToken("hash", "a", Scopes.parse("read"), 100);
            tokens.add(token);

            assertEquals(Optional.of(token), tokens.find("hash"));
            tokens.forget(101);
            assertEquals(Optional.empty(), tokens.find("hash"));
        }
    }

    @Test
    void everySealedTextIsReplacedWithItsContext() {
        for (Database database : databases()) {
            var keys = new JdbcAuthKeys(database);
            keys.add(key("a", "one", null));
            keys.add(key("b", "two", null));
            var column = new SealedColumn(database, "auth_key", "sealed_secret", AuthKey::context);

            assertEquals(2, column.reseal((sealed, context) -> sealed + "/" + context));
            assertEquals(
                    List.of("sealed-a/auth_key:a", "sealed-b/auth_key:b"),
                    keys.all().stream().map(AuthKey::sealedSecret).toList());
        }
    }
}
