package dev.atelier.server.templates;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.auth.SecretBox;

/** Refuses to keep secrets on a server that has nothing to seal them with. */
public final class NoMasterKey implements SecretBox {
    @Override
    public String seal(String secret, String context) {
        throw new AssemblyException(
                ErrorCode.TEMPLATE_CREDENTIALS_NOT_CREATED,
                "This server has no master key, so it keeps no credentials.");
    }

    @Override
    public String open(String sealed, String context) {
        throw new IllegalStateException("there is no master key");
    }
}
