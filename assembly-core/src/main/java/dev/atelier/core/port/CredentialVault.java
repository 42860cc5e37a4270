package dev.atelier.core.port;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

/** Opens stored credentials at the moment a robot needs them, and nowhere else. */
@FunctionalInterface
public interface CredentialVault {
    /** Holds nothing. */
    CredentialVault EMPTY =
            (account, name) -> {
                throw unknown(name);
            };

    /**
     * The content of an account's credentials; never to be stored, logged or shown.
     *
     * @throws AssemblyException {@code TEMPLATE_CREDENTIALS_INJECTION_ERROR} when the account has
     *     none of that name
     */
    ObjectNode open(String account, String name);

    /** What is said of credentials that are not there, or are another account's. */
    static AssemblyException unknown(String name) {
        return new AssemblyException(
                ErrorCode.TEMPLATE_CREDENTIALS_INJECTION_ERROR,
                "There are no template credentials `"
                        + name
                        + "`; create them or correct the"
                        + " name.");
    }
}
