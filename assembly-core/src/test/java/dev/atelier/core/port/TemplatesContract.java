package dev.atelier.core.port;

import static dev.atelier.core.port.SampleEvents.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.port.Templates.Sort;
import dev.atelier.core.port.Templates.Template;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What every {@link Templates} must prove. */
public abstract class TemplatesContract {
    @SuppressWarnings("NullAway.Init") // set before each test
    private Templates templates;

    /** An empty one. */
    protected abstract Templates open();

    @BeforeEach
    void openTemplates() {
        templates = open();
    }

    private static Template template(int number, String account, String name) {
        return new Template(
                id(number),
                account,
                name,
                AssemblyFile.emptyJson().put("quiet", true).put("grö\"ße", number),
                number % 2 == 1,
                number,
                number,
                null);
    }

    private List<String> names(Sort sort, Listing listing) {
        return templates.list("a", sort, listing).items().stream().map(Template::name).toList();
    }

    private static Listing part(boolean ascending, long offset, int limit, String... words) {
        return new Listing(
                List.of(words), Long.MIN_VALUE, Long.MAX_VALUE, ascending, offset, limit);
    }

    @Test
    void storedTemplateIsFoundByIdAndByName() {
        templates.create(template(1, "a", "tea-shop"));

        assertEquals(Optional.of(template(1, "a", "tea-shop")), templates.find("a", id(1)));
        assertEquals(Optional.of(template(1, "a", "tea-shop")), templates.find("a", "tea-shop"));
        assertEquals(Optional.empty(), templates.find("a", "tea"));
    }

    @Test
    void nameIsTakenOnlyWithinItsAccount() {
        templates.create(template(1, "a", "tea-shop"));
        templates.create(template(2, "b", "tea-shop"));
        templates.create(template(3, "a", "other"));

        assertThrows(
                NameTakenException.class, () -> templates.create(template(4, "a", "tea-shop")));
        assertThrows(
                NameTakenException.class, () -> templates.update(template(3, "a", "tea-shop")));
        assertEquals(id(2), templates.find("b", "tea-shop").orElseThrow().id());
        assertEquals("other", templates.find("a", id(3)).orElseThrow().name());
    }

    @Test
    void anotherAccountNeitherFindsNorChangesNorDeletes() {
        templates.create(template(1, "a", "tea-shop"));

        assertEquals(Optional.empty(), templates.find("b", id(1)));
        assertEquals(Optional.empty(), templates.find("b", "tea-shop"));
        assertFalse(templates.update(template(1, "b", "mine-now")));
        assertFalse(templates.delete("b", id(1)));
        assertEquals(0, templates.list("b", Sort.NAME, Listing.ALL).count());
        assertEquals(Optional.of(template(1, "a", "tea-shop")), templates.find("a", id(1)));
    }

    @Test
    void changeKeepsTheTimeOfCreationAndOfUse() {
        templates.create(template(1, "a", "tea-shop"));
        templates.used(id(1), 500);

        assertTrue(
                templates.update(
                        new Template(
                                id(1),
                                "a",
                                "coffee",
                                AssemblyFile.emptyJson(),
                                false,
                                77,
                                99,
                                null)));

        assertEquals(
                Optional.of(
                        new Template(
                                id(1),
                                "a",
                                "coffee",
                                AssemblyFile.emptyJson(),
                                false,
                                1,
                                99,
                                500L)),
                templates.find("a", "coffee"));
    }

    @Test
    void deletedTemplateIsGoneAndItsNameFree() {
        templates.create(template(1, "a", "tea-shop"));

        assertTrue(templates.delete("a", id(1)));

        assertFalse(templates.delete("a", id(1)));
        templates.create(template(2, "a", "tea-shop"));
        assertEquals(Optional.empty(), templates.find("a", id(1)));
    }

    @Test
    void listIsSortedNarrowedAndPaged() {
        templates.create(template(1, "a", "cc"));
        templates.create(template(2, "a", "aa"));
        templates.create(template(3, "a", "bb"));
        templates.used(id(2), 100_000);

        assertEquals(List.of("bb", "aa", "cc"), names(Sort.CREATED, part(false, 0, 9)));
        assertEquals(List.of("aa", "bb", "cc"), names(Sort.NAME, part(true, 0, 9)));
        assertEquals("aa", names(Sort.LAST_USED, part(false, 0, 9)).getFirst());
        assertEquals(List.of("bb"), names(Sort.NAME, part(true, 1, 1)));
        assertEquals(List.of("cc"), names(Sort.NAME, part(true, 0, 9, "CC", "quiet")));
        assertEquals(3, templates.list("a", Sort.ID, part(true, 1, 1)).count());
        assertEquals(List.of("aa"), names(Sort.ID, new Listing(List.of(), 2, 2, true, 0, 9)));
    }

    @Test
    void useIsRememberedToTheMinute() {
        templates.create(template(1, "a", "tea-shop"));

        templates.used(id(1), 1_000_000);
        templates.used(id(1), 1_000_010);
        assertEquals(1_000_000L, templates.find("a", id(1)).orElseThrow().lastUsed());

        templates.used(id(1), 1_100_000);
        assertEquals(1_100_000L, templates.find("a", id(1)).orElseThrow().lastUsed());
    }
}
