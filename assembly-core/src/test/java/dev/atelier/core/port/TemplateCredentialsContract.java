package dev.atelier.core.port;

import static dev.atelier.core.port.SampleEvents.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.port.TemplateCredentials.Credential;
import dev.atelier.core.port.TemplateCredentials.Sort;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What every {@link TemplateCredentials} must prove. */
public abstract class TemplateCredentialsContract {
    @SuppressWarnings("NullAway.Init") // set before each test
    private TemplateCredentials credentials;

    /** An empty one. */
    protected abstract TemplateCredentials open();

    @BeforeEach
    void openCredentials() {
        credentials = open();
    }

    private static Credential credential(int number, String account, String name) {
        return new Credential(id(number), account, name, "s3", "sealed", number, number);
    }

    private List<String> names(Sort sort, boolean ascending, long offset, int limit) {
        return credentials.list("a", sort, ascending, offset, limit).stream()
                .map(Credential::name)
                .toList();
    }

    @Test
    void storedCredentialIsFoundByIdAndByName() {
        credentials.create(credential(1, "a", "bucket"));

        assertEquals(Optional.of(credential(1, "a", "bucket")), credentials.find("a", id(1)));
        assertEquals(Optional.of(credential(1, "a", "bucket")), credentials.find("a", "bucket"));
    }

    @Test
    void nameIsTakenOnlyWithinItsAccount() {
        credentials.create(credential(1, "a", "bucket"));
        credentials.create(credential(2, "b", "bucket"));
        credentials.create(credential(3, "a", "other"));

        assertThrows(
                NameTakenException.class, () -> credentials.create(credential(4, "a", "bucket")));
        assertThrows(
                NameTakenException.class, () -> credentials.update(credential(3, "a", "bucket")));
    }

    @Test
    void anotherAccountNeitherFindsNorChangesNorDeletes() {
        credentials.create(credential(1, "a", "bucket"));

        assertEquals(Optional.empty(), credentials.find("b", "bucket"));
        assertFalse(credentials.update(credential(1, "b", "mine")));
        assertFalse(credentials.delete("b", id(1)));
        assertEquals(List.of(), credentials.list("b", Sort.NAME, true, 0, 9));
        assertEquals(Optional.of(credential(1, "a", "bucket")), credentials.find("a", id(1)));
    }

    @Test
    void changeKeepsTheTimeOfCreationAndDeleteForgets() {
        credentials.create(credential(1, "a", "bucket"));

        var changed = new Credential(id(1), "a", "disk", "ftp", "other", 77, 99);
        assertTrue(credentials.update(changed));
        assertEquals(
                Optional.of(new Credential(id(1), "a", "disk", "ftp", "other", 1, 99)),
                credentials.find("a", "disk"));

        assertTrue(credentials.delete("a", id(1)));
        assertEquals(Optional.empty(), credentials.find("a", id(1)));
    }

    @Test
    void listIsSortedAndPaged() {
        credentials.create(credential(1, "a", "cccc"));
        credentials.create(credential(2, "a", "aaaa"));
        credentials.create(credential(3, "a", "bbbb"));

        assertEquals(List.of("bbbb", "aaaa", "cccc"), names(Sort.CREATED, false, 0, 9));
        assertEquals(List.of("bbbb"), names(Sort.NAME, true, 1, 1));
        assertEquals(List.of(), names(Sort.NAME, true, 3, 9));
    }
}
