package dev.atelier.core.port;

import static dev.atelier.core.port.SampleEvents.AT;
import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.id;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.AssemblySummary;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore.Query;
import dev.atelier.core.port.AssemblyStore.Sort;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What every {@link AssemblyStore} must prove of its lists. */
public abstract class AssemblyListContract {
    @SuppressWarnings("NullAway.Init") // set before each test
    private AssemblyStore store;

    /** An empty store. */
    protected abstract AssemblyStore open(InstantSource clock);

    @BeforeEach
    void openStore() {
        store = open(() -> Instant.ofEpochMilli(AT));
    }

    private void put(int number, String account, AssemblyStatus status, String words) {
        put(number, account, status, words, null);
    }

    private void put(
            int number,
            String account,
            AssemblyStatus status,
            String words,
            @Nullable String template) {
        long at = AT + number;
        var events = new ArrayList<Event>(List.of(created(id(number), at)));
        switch (status) {
            case UPLOADING -> {}
            case EXECUTING -> events.add(new Event.UploadsClosed(at));
            case COMPLETED -> events.add(new Event.Completed(at));
            case CANCELLED -> events.add(new Event.Cancelled(at));
            case ABORTED -> events.add(new Event.Aborted(at, "gone"));
            case FAILED ->
                    events.add(
                            new Event.Failed(
                                    at,
                                    dev.atelier.core.error.AssemblyError.of(
                                            ErrorCode.ASSEMBLY_EXPIRED, "late")));
        }
        store.create(id(number), events);
        store.summarise(summary(number, account, status, template), words);
    }

    private static AssemblySummary summary(
            int number, String account, AssemblyStatus status, @Nullable String template) {
        boolean failed = status == AssemblyStatus.FAILED;
        return new AssemblySummary(
                id(number),
                account,
                null,
                template,
                template == null ? null : "tea",
                "http://localhost",
                null,
                null,
                List.of("a.png"),
                status,
                failed ? ErrorCode.ASSEMBLY_EXPIRED : null,
                failed ? "late" : null,
                1,
                2,
                3,
                4,
                Map.of("/image/resize", 4L),
                AT + number,
                AT + number,
                null,
                null);
    }

    private List<String> ids(Query query) {
        return store.list(query).items().stream().map(AssemblySummary::id).toList();
    }

    private static Listing page(boolean ascending, long offset, int limit, String... keywords) {
        return new Listing(
                List.of(keywords), Long.MIN_VALUE, Long.MAX_VALUE, ascending, offset, limit);
    }

    @Test
    void summariesAreReadBackUnchangedNewestFirst() {
        put(1, "a", AssemblyStatus.COMPLETED, "");
        put(2, "a", AssemblyStatus.FAILED, "");

        var page = store.list(Query.of("a"));

        assertEquals(
                List.of(
                        summary(2, "a", AssemblyStatus.FAILED, null),
                        summary(1, "a", AssemblyStatus.COMPLETED, null)),
                page.items());
        assertEquals(2, page.count());
    }

    @Test
    void newerSummaryTakesThePlaceOfTheOlder() {
        put(1, "a", AssemblyStatus.EXECUTING, "before");
        store.append(id(1), 2, List.of(new Event.Completed(AT)));
        store.summarise(summary(1, "a", AssemblyStatus.COMPLETED, null), "after");

        assertEquals(
                List.of(AssemblyStatus.COMPLETED),
                store.list(Query.of("a")).items().stream().map(AssemblySummary::status).toList());
        assertEquals(List.of(), ids(Query.of("a").with(page(true, 0, 9, "before"))));
    }

    @Test
    void accountSeesItsOwnOnly() {
        put(1, "a", AssemblyStatus.COMPLETED, "word");
        put(2, "b", AssemblyStatus.COMPLETED, "word");
        store.create(id(3), List.of(created(id(3))));

        assertEquals(List.of(id(2)), ids(Query.of("b")));
        assertEquals(List.of(), ids(Query.of("c")));
        assertEquals(List.of(), ids(Query.of("")));
        assertEquals(
                List.of(),
                ids(
                        new Query(
                                "b",
                                Set.of(),
                                null,
                                id(1),
                                null,
                                Sort.CREATED,
                                page(true, 0, 9, "word"))));
    }

    @Test
    void pagesFollowOneAnotherAndCountIsOfAll() {
        for (int i = 1; i <= 5; i++) {
            put(i, "a", AssemblyStatus.COMPLETED, "");
        }

        assertEquals(List.of(id(3), id(2)), ids(Query.of("a").with(page(false, 2, 2))));
        assertEquals(List.of(id(5)), ids(Query.of("a").with(page(true, 4, 2))));
        assertEquals(List.of(), ids(Query.of("a").with(page(true, 6, 2))));
        assertEquals(5, store.list(Query.of("a").with(page(true, 6, 2))).count());
    }

    @Test
    void statusErrorIdAndTemplateNarrow() {
        put(1, "a", AssemblyStatus.COMPLETED, "", "t1");
        put(2, "a", AssemblyStatus.FAILED, "");
        put(3, "a", AssemblyStatus.CANCELLED, "");
        put(4, "a", AssemblyStatus.UPLOADING, "");

        assertEquals(
                List.of(id(3), id(2)),
                ids(narrow(Set.of(AssemblyStatus.FAILED, AssemblyStatus.CANCELLED), null, null)));
        assertEquals(List.of(id(4)), ids(narrow(Set.of(AssemblyStatus.UPLOADING), null, null)));
        assertEquals(List.of(id(1)), ids(narrow(Set.of(), null, "t1")));
        assertEquals(List.of(id(3)), ids(narrow(Set.of(), id(3), null)));
        assertEquals(
                List.of(id(2)),
                ids(
                        new Query(
                                "a",
                                Set.of(),
                                ErrorCode.ASSEMBLY_EXPIRED,
                                null,
                                null,
                                Sort.UPDATED,
                                Listing.ALL)));
    }

    private static Query narrow(
            Set<AssemblyStatus> statuses, @Nullable String id, @Nullable String template) {
        return new Query("a", statuses, null, id, template, Sort.CREATED, Listing.ALL);
    }

    @Test
    void everyKeywordMustOccurAndPercentIsNoJoker() {
        put(1, "a", AssemblyStatus.COMPLETED, "größe.png 100% tea_shop");
        put(2, "a", AssemblyStatus.COMPLETED, "größe.png 1000 teashop");

        assertEquals(List.of(), ids(Query.of("a").with(page(true, 0, 9, "png", "absent"))));
        assertEquals(List.of(id(1)), ids(Query.of("a").with(page(true, 0, 9, "Größe", "100%"))));
        assertEquals(List.of(id(1)), ids(Query.of("a").with(page(true, 0, 9, "tea_"))));
        assertEquals(List.of(id(1), id(2)), ids(Query.of("a").with(page(true, 0, 9, "PNG"))));
    }

    @Test
    void timesOfCreationBoundAListOnBothSidesInclusive() {
        for (int i = 1; i <= 4; i++) {
            put(i, "a", AssemblyStatus.COMPLETED, "");
        }

        var part = new Listing(List.of(), AT + 2, AT + 3, true, 0, 9);

        assertEquals(List.of(id(2), id(3)), ids(Query.of("a").with(part)));
    }

    @Test
    void everySummaryOfASpanIsHandedOverOnce() {
        for (int i = 1; i <= 4; i++) {
            put(i, i == 3 ? "b" : "a", AssemblyStatus.COMPLETED, "");
        }
        var seen = new ArrayList<String>();

        store.summaries("a", AT + 1, AT + 4, one -> seen.add(one.id()));

        assertEquals(List.of(id(1), id(2)), seen);
    }
}
