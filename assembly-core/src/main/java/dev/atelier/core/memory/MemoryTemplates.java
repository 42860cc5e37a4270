package dev.atelier.core.memory;

import dev.atelier.core.port.Listing;
import dev.atelier.core.port.Templates;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Keeps templates in a map; everything is gone when the process ends. */
public final class MemoryTemplates implements Templates {
    private static final long USE_MILLIS = 60_000;

    private final Map<String, Template> byId = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void create(Template template) {
        lock.lock();
        try {
            requireFreeName(template);
            byId.put(template.id(), template);
        } finally {
            lock.unlock();
        }
    }

    private void requireFreeName(Template template) {
        boolean taken =
                byId.values().stream()
                        .anyMatch(other ->
                                other.account().equals(template.account())
                                        && other.name().equals(template.name())
                                        && !other.id().equals(template.id()));
        if (taken) {
            throw new NameTakenException(template.name());
        }
    }

    @Override
    public Optional<Template> find(String account, String idOrName) {
        lock.lock();
        try {
            return one(account, idOrName, Template::id)
                    .or(() -> one(account, idOrName, Template::name));
        } finally {
            lock.unlock();
        }
    }

    private Optional<Template> one(String account, String key, Function<Template, String> by) {
        return byId.values().stream()
                .filter(one -> one.account().equals(account) && by.apply(one).equals(key))
                .findFirst();
    }

    @Override
    public boolean update(Template template) {
        lock.lock();
        try {
            Optional<Template> known = one(template.account(), template.id(), Template::id);
            if (known.isEmpty()) {
                return false;
            }
            requireFreeName(template);
            byId.put(
                    template.id(),
                    new Template(
                            template.id(),
                            template.account(),
                            template.name(),
                            template.content(),
                            template.requireSignature(),
                            known.get().created(),
                            template.modified(),
                            known.get().lastUsed()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean delete(String account, String id) {
        lock.lock();
        try {
            return one(account, id, Template::id).map(known -> byId.remove(id)).isPresent();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Page list(String account, Sort sort, Listing listing) {
        lock.lock();
        try {
            Comparator<Template> order = order(sort).thenComparing(Template::id);
            List<Template> all =
                    byId.values().stream()
                            .filter(one -> one.account().equals(account))
                            .filter(one ->
                                    one.created() >= listing.from()
                                            && one.created() <= listing.to())
                            .filter(one ->
                                    listing.keywords().stream().allMatch(word -> has(one, word)))
                            .sorted(listing.ascending() ? order : order.reversed())
                            .toList();
            var page = all.stream().skip(listing.offset()).limit(listing.limit()).toList();
            return new Page(page, all.size());
        } finally {
            lock.unlock();
        }
    }

    private static boolean has(Template template, String word) {
        String text = template.id() + "\n" + template.name() + "\n" + template.content();
        return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }

    private static Comparator<Template> order(Sort sort) {
        return switch (sort) {
            case ID -> Comparator.comparing(Template::id);
            case NAME -> Comparator.comparing(Template::name);
            case CREATED -> Comparator.comparingLong(Template::created);
            case MODIFIED -> Comparator.comparingLong(Template::modified);
            case LAST_USED ->
                    Comparator.comparingLong(one -> Objects.requireNonNullElse(one.lastUsed(), 0L));
        };
    }

    @Override
    public void used(String id, long at) {
        lock.lock();
        try {
            byId.computeIfPresent(
                    id,
                    (key, one) ->
                            one.lastUsed() != null && at - one.lastUsed() < USE_MILLIS
                                    ? one
                                    : new Template(
                                            one.id(),
                                            one.account(),
                                            one.name(),
                                            one.content(),
                                            one.requireSignature(),
                                            one.created(),
                                            one.modified(),
                                            at));
        } finally {
            lock.unlock();
        }
    }
}
