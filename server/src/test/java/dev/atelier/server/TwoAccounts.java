package dev.atelier.server;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.auth.Access;
import dev.atelier.server.auth.Caller;
import dev.atelier.server.auth.Credentials;
import dev.atelier.server.auth.Scope;
import dev.atelier.server.auth.Scopes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes the Authorization header for the account's name; a signature makes a create signed. */
final class TwoAccounts implements Access {
    /** The scopes asked for, in order. */
    final List<Scope> scopes = new CopyOnWriteArrayList<>();

    @Override
    public Caller admit(Credentials sent, Scope scope) {
        scopes.add(scope);
        return new Caller(account(sent), "key-" + account(sent), true, Scopes.all());
    }

    @Override
    public Caller admitCreate(Credentials sent) {
        return new Caller(
                account(sent), "key-" + account(sent), sent.signature() != null, Scopes.all());
    }

    private static String account(Credentials sent) {
        String account = sent.authorization();
        if (account == null) {
            throw new AssemblyException(ErrorCode.NO_AUTH_PARAMETER, "Who are you?");
        }
        return account;
    }
}
