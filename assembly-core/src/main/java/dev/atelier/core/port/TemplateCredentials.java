package dev.atelier.core.port;

import java.util.List;
import java.util.Optional;

/** Keeps credentials sealed, under a name that steps can use. Each belongs to one account. */
public interface TemplateCredentials {

    /**
     * One stored credential.
     *
     * @param type the service it is for
     * @param sealed the content, unreadable without the master key
     * @param created in milliseconds since the epoch
     */
    record Credential(
            String id,
            String account,
            String name,
            String type,
            String sealed,
            long created,
            long modified)
            implements Named {}

    /** What a list may be sorted by. */
    enum Sort {
        ID,
        NAME,
        TYPE,
        CREATED,
        MODIFIED
    }

    /**
     * @throws NameTakenException when the account has one of that name
     */
    void create(Credential credential);

    /** By id, else by name. */
    Optional<Credential> find(String account, String idOrName);

    /**
     * Replaces name, type, content and time of change of the credential with this id.
     *
     * @return false when it does not exist
     * @throws NameTakenException when the account has another of that name
     */
    boolean update(Credential credential);

    /** False when it does not exist. */
    boolean delete(String account, String id);

    List<Credential> list(String account, Sort sort, boolean ascending, long offset, int limit);
}
