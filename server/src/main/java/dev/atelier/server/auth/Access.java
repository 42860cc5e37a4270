package dev.atelier.server.auth;

import dev.atelier.core.error.AssemblyException;

/** Decides whom a request comes from and whether it may do what it asks for. */
public interface Access {

    /** Admits everyone as the owner of everything: a server without keys, on its own machine. */
    Access OPEN =
            new Access() {
                @Override
                public Caller admit(Credentials sent, Scope scope) {
                    return Caller.LOCAL;
                }

                @Override
                public Caller admitCreate(Credentials sent) {
                    return Caller.LOCAL;
                }
            };

    /**
     * Admits a request that must be signed or carry a bearer token.
     *
     * @throws AssemblyException for the first thing wrong, in the order clients know
     */
    Caller admit(Credentials sent, Scope scope);

    /**
     * Admits the create of an Assembly, which needs a signature only where the key says so.
     *
     * @throws AssemblyException for the first thing wrong, in the order clients know
     */
    Caller admitCreate(Credentials sent);
}
