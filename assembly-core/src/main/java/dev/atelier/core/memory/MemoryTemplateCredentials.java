package dev.atelier.core.memory;

import dev.atelier.core.port.TemplateCredentials;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Keeps sealed credentials in a map; everything is gone when the process ends. */
public final class MemoryTemplateCredentials implements TemplateCredentials {
    private final Map<String, Credential> byId = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void create(Credential credential) {
        lock.lock();
        try {
            requireFreeName(credential);
            byId.put(credential.id(), credential);
        } finally {
            lock.unlock();
        }
    }

    private void requireFreeName(Credential credential) {
        boolean taken =
                byId.values().stream()
                        .anyMatch(other ->
                                other.account().equals(credential.account())
                                        && other.name().equals(credential.name())
                                        && !other.id().equals(credential.id()));
        if (taken) {
            throw new NameTakenException(credential.name());
        }
    }

    @Override
    public Optional<Credential> find(String account, String idOrName) {
        lock.lock();
        try {
            return one(account, idOrName, Credential::id)
                    .or(() -> one(account, idOrName, Credential::name));
        } finally {
            lock.unlock();
        }
    }

    private Optional<Credential> one(String account, String key, Function<Credential, String> by) {
        return byId.values().stream()
                .filter(one -> one.account().equals(account) && by.apply(one).equals(key))
                .findFirst();
    }

    @Override
    public boolean update(Credential credential) {
        lock.lock();
        try {
            Optional<Credential> known = one(credential.account(), credential.id(), Credential::id);
            if (known.isEmpty()) {
                return false;
            }
            requireFreeName(credential);
            byId.put(
                    credential.id(),
                    new Credential(
                            credential.id(),
                            credential.account(),
                            credential.name(),
                            credential.type(),
                            credential.sealed(),
                            known.get().created(),
                            credential.modified()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean delete(String account, String id) {
        lock.lock();
        try {
            return one(account, id, Credential::id).map(known -> byId.remove(id)).isPresent();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Credential> list(
            String account, Sort sort, boolean ascending, long offset, int limit) {
        lock.lock();
        try {
            Comparator<Credential> order = order(sort).thenComparing(Credential::id);
            return byId.values().stream()
                    .filter(one -> one.account().equals(account))
                    .sorted(ascending ? order : order.reversed())
                    .skip(offset)
                    .limit(limit)
                    .toList();
        } finally {
            lock.unlock();
        }
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
