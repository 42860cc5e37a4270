package dev.atelier.core.memory;

import dev.atelier.core.port.Listing;
import dev.atelier.core.port.Templates;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Keeps templates in a map; everything is gone when the process ends. */
public final class MemoryTemplates implements Templates {
    private static final long USE_MILLIS = 60_000;

    private final NamedRows<Template> rows = new NamedRows<>();

    @Override
    public void create(Template template) {
        rows.create(template);
    }

    @Override
    public Optional<Template> find(String account, String idOrName) {
        return rows.find(account, idOrName);
    }

    @Override
    public boolean update(Template template) {
        return rows.update(
                template,
                known ->
                        new Template(
                                template.id(),
                                template.account(),
                                template.name(),
                                template.content(),
                                template.requireSignature(),
                                known.created(),
                                template.modified(),
                                known.lastUsed()));
    }

    @Override
    public boolean delete(String account, String id) {
        return rows.delete(account, id);
    }

    @Override
    public Page list(String account, Sort sort, Listing listing) {
        Comparator<Template> order = order(sort).thenComparing(Template::id);
        List<Template> all =
                rows.of(account).stream()
                        .filter(one -> one.created() >= listing.from())
                        .filter(one -> one.created() <= listing.to())
                        .filter(one -> listing.keywords().stream().allMatch(word -> has(one, word)))
                        .sorted(listing.ascending() ? order : order.reversed())
                        .toList();
        var page = all.stream().skip(listing.offset()).limit(listing.limit()).toList();
        return new Page(page, all.size());
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
        rows.change(
                id,
                one ->
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
    }
}
