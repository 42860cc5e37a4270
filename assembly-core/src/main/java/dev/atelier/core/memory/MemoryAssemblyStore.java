package dev.atelier.core.memory;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.AssemblySummary;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.port.AssemblyStore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Keeps events in maps; everything is gone when the process ends. */
public final class MemoryAssemblyStore implements AssemblyStore {
    private record Kept(StoredFile file, long expiresAt) {}

    private static final class Row {
        private final List<Event> events = new ArrayList<>();
        private final Set<String> effects = new HashSet<>();
        private AssemblyStatus status = AssemblyStatus.UPLOADING;
        private @Nullable AssemblySummary summary;
        private String words = "";
    }

    private final MemoryTransactions transactions;
    private final InstantSource clock;
    private final Duration retention;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Kept> files = new HashMap<>();

    /**
     * @param retention how long a file may be fetched after its event
     */
    public MemoryAssemblyStore(
            MemoryTransactions transactions, InstantSource clock, Duration retention) {
        this.transactions = transactions;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public void create(String id, List<Event> events) {
        transactions.run(() -> {
            if (rows.containsKey(id)) {
                throw new IdTakenException(id);
            }
            var row = new Row();
            refuseTakenEffects(row, events);
            rows.put(id, row);
            transactions.onUndo(() -> rows.remove(id));
            events.forEach(event -> add(id, row, event));
        });
    }

    @Override
    public void append(String id, long after, List<Event> events) {
        transactions.run(() -> {
            Row row = rows.get(id);
            if (row == null || row.events.size() < after) {
                throw new IllegalStateException("event " + after + " of " + id + " does not exist");
            }
            if (row.events.size() > after) {
                throw new SequenceTakenException(id, after + 1);
            }
            refuseTakenEffects(row, events);
            events.forEach(event -> add(id, row, event));
        });
    }

    private static void refuseTakenEffects(Row row, List<Event> events) {
        var fresh = new HashSet<String>();
        for (Event event : events) {
            event.effect()
                    .filter(effect -> row.effects.contains(effect) || !fresh.add(effect))
                    .ifPresent(effect -> {
                        throw new EffectTakenException(effect);
                    });
        }
    }

    private void add(String id, Row row, Event event) {
        row.events.add(event);
        transactions.onUndo(row.events::removeLast);
        AssemblyStatus before = row.status;
        row.status = statusAfter(event, before);
        transactions.onUndo(() -> row.status = before);
        event.effect()
                .ifPresent(effect -> {
                    row.effects.add(effect);
                    transactions.onUndo(() -> row.effects.remove(effect));
                });
        switch (event) {
            case Event.FileAdded added -> keep(id, added.file(), added.at());
            case Event.FileEmitted emitted -> keep(id, emitted.file(), emitted.at());
            case Event.Created _,
                    Event.UploadsClosed _,
                    Event.JobFinished _,
                    Event.JobFailed _,
                    Event.Warned _,
                    Event.Completed _,
                    Event.Failed _,
                    Event.Cancelled _,
                    Event.Notified _,
                    Event.Aborted _ -> {}
        }
    }

    private void keep(String assemblyId, AssemblyFile file, long at) {
        var stored =
                new StoredFile(
                        file.id(),
                        assemblyId,
                        file.sha256(),
                        file.size(),
                        file.mime(),
                        file.name(),
                        file.servedHeaders());
        if (files.putIfAbsent(file.id(), new Kept(stored, at + retention.toMillis())) == null) {
            transactions.onUndo(() -> files.remove(file.id()));
        }
    }

    @Override
    public List<Event> events(String id, long after) {
        return transactions.call(() -> {
            Row row = rows.get(id);
            return row == null || row.events.size() <= after
                    ? List.of()
                    : List.copyOf(row.events.subList(Math.toIntExact(after), row.events.size()));
        });
    }

    @Override
    public List<Event> events(String id, long after, int limit) {
        return events(id, after).stream().limit(limit).toList();
    }

    @Override
    public @Nullable AssemblyStatus status(String id) {
        return transactions
                .call(() -> Optional.ofNullable(rows.get(id)).map(row -> row.status))
                .orElse(null);
    }

    private static AssemblyStatus statusAfter(Event event, AssemblyStatus before) {
        return event instanceof Event.UploadsClosed && !before.terminal()
                ? AssemblyStatus.EXECUTING
                : event.ends().orElse(before);
    }

    @Override
    public List<String> open() {
        return transactions.call(() ->
                rows.entrySet().stream()
                        .filter(entry -> !entry.getValue().status.terminal())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Override
    public int open(String account, int most) {
        return transactions.call(() ->
                Math.toIntExact(
                        rows.values().stream()
                                .filter(row -> !row.status.terminal())
                                .filter(row -> owner(row).equals(account))
                                .limit(most)
                                .count()));
    }

    private static String owner(Row row) {
        return row.events.getFirst() instanceof Event.Created created
                ? created.request().sender().account()
                : "";
    }

    @Override
    public Optional<StoredFile> file(String fileId) {
        return transactions.call(() ->
                Optional.ofNullable(files.get(fileId))
                        .filter(kept -> kept.expiresAt() > clock.millis())
                        .map(Kept::file));
    }

    @Override
    public void summarise(AssemblySummary summary, String words) {
        transactions.run(() -> {
            Row row = rows.get(summary.id());
            if (row == null) {
                throw new IllegalStateException("there is no Assembly " + summary.id());
            }
            AssemblySummary before = row.summary;
            String wordsBefore = row.words;
            row.summary = summary;
            row.words = words;
            transactions.onUndo(() -> {
                row.summary = before;
                row.words = wordsBefore;
            });
        });
    }

    @Override
    public Page list(Query query) {
        return transactions.call(() -> {
            var order =
                    Comparator.comparingLong((AssemblySummary one) ->
                                    query.sort() == Sort.CREATED ? one.created() : one.updated())
                            .thenComparing(AssemblySummary::id);
            List<AssemblySummary> all =
                    matching(query)
                            .sorted(query.listing().ascending() ? order : order.reversed())
                            .toList();
            var page =
                    all.stream()
                            .skip(query.listing().offset())
                            .limit(query.listing().limit())
                            .toList();
            return new Page(page, all.size());
        });
    }

    private Stream<AssemblySummary> matching(Query query) {
        var part = query.listing();
        return rows.values().stream()
                .filter(row ->
                        part.keywords().stream()
                                .allMatch(
                                        word -> row.words.contains(word.toLowerCase(Locale.ROOT))))
                .flatMap(row -> Stream.ofNullable(row.summary))
                .filter(one -> one.account().equals(query.account()))
                .filter(one -> one.created() >= part.from() && one.created() <= part.to())
                .filter(one ->
                        query.statuses().isEmpty() || query.statuses().contains(one.status()))
                .filter(one -> query.error() == null || query.error() == one.error())
                .filter(one -> query.id() == null || one.id().equals(query.id()))
                .filter(one ->
                        query.templateId() == null || query.templateId().equals(one.templateId()));
    }

    @Override
    public void summaries(String account, long from, long to, Consumer<AssemblySummary> each) {
        transactions
                .call(() ->
                        rows.values().stream()
                                .flatMap(row -> Stream.ofNullable(row.summary))
                                .filter(one -> one.account().equals(account))
                                .filter(one -> one.created() >= from && one.created() < to)
                                .toList())
                .forEach(each);
    }
}
