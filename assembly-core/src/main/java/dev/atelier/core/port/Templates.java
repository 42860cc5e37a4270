package dev.atelier.core.port;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Keeps instructions under a name. Nothing of one account is ever seen by another. */
public interface Templates {

    /**
     * Instructions to be merged with those of a request.
     *
     * @param content treat as read-only
     * @param requireSignature only a signed request may use it
     * @param created in milliseconds since the epoch, as all times here
     * @param lastUsed to about a minute; null for never
     */
    record Template(
            String id,
            String account,
            String name,
            ObjectNode content,
            boolean requireSignature,
            long created,
            long modified,
            @Nullable Long lastUsed)
            implements Named {}

    /** What a list may be sorted by. */
    enum Sort {
        ID,
        NAME,
        CREATED,
        MODIFIED,
        LAST_USED
    }

    /**
     * @param count of all that match, not only of those on this page
     */
    record Page(List<Template> items, long count) {}

    /**
     * Stores a new template.
     *
     * @throws NameTakenException when the account has one of that name
     */
    void create(Template template);

    /** By id, else by name. */
    Optional<Template> find(String account, String idOrName);

    /**
     * Replaces name, content, signature rule and time of change of the template with this id.
     *
     * @return false when it does not exist
     * @throws NameTakenException when the account has another of that name
     */
    boolean update(Template template);

    /** False when it does not exist. */
    boolean delete(String account, String id);

    Page list(String account, Sort sort, Listing listing);

    /** Remembers the use; calls within a minute of each other may count as one. */
    void used(String id, long at);
}
