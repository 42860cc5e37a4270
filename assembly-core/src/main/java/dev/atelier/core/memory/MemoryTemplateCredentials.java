package dev.atelier.core.memory;

import dev.atelier.core.port.TemplateCredentials;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps sealed credentials in a map; everything is gone when the process ends. */
public final class MemoryTemplateCredentials implements TemplateCredentials {
    private final NamedRows<Credential> rows = new NamedRows<>();

    @Override
    public void create(Credential credential) {
        rows.create(credential);
    }

    @Override
    public Optional<Credential> find(String account, String idOrName) {
        return rows.find(account, idOrName);
    }

    @Override
    public boolean update(Credential credential) {
        return rows.update(
                credential,
                known ->
                        new Credential(
                                credential.id(),
                                credential.account(),
                                credential.name(),
                                credential.type(),
                                credential.sealed(),
                                known.created(),
                                credential.modified()));
    }

    @Override
    public boolean delete(String account, String id) {
        return rows.delete(account, id);
    }

    @Override
    public List<Credential> list(
            String account, Sort sort, boolean ascending, long offset, int limit) {
        Comparator<Credential> order = order(sort).thenComparing(Credential::id);
        return rows.of(account).stream()
                .sorted(ascending ? order : order.reversed())
                .skip(offset)
                .limit(limit)
                .toList();
    }

    private static Comparator<Credential> order(Sort sort) {
        return switch (sort) {
            case ID -> Comparator.comparing(Credential::id);
            case NAME -> Comparator.comparing(Credential::name);
            case TYPE -> Comparator.comparing(Credential::type);
            case CREATED -> Comparator.comparingLong(Credential::created);
            case MODIFIED -> Comparator.comparingLong(Credential::modified);
        };
    }
}
