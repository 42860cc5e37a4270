package dev.atelier.core.memory;

import dev.atelier.core.port.NameTakenException;
import dev.atelier.core.port.Named;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Things by id, with names that are unique within an account. Safe for concurrent use. */
final class NamedRows<T extends Named> {
    private final Map<String, T> byId = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    void create(T row) {
        lock.lock();
        try {
            requireFreeName(row);
            byId.put(row.id(), row);
        } finally {
            lock.unlock();
        }
    }

    private void requireFreeName(T row) {
        boolean taken =
                one(row.account(), row.name(), Named::name)
                        .filter(other -> !other.id().equals(row.id()))
                        .isPresent();
        if (taken) {
            throw new NameTakenException(row.name());
        }
    }

    Optional<T> find(String account, String idOrName) {
        lock.lock();
        try {
            return one(account, idOrName, Named::id).or(() -> one(account, idOrName, Named::name));
        } finally {
            lock.unlock();
        }
    }

    private Optional<T> one(String account, String key, Function<Named, String> by) {
        return byId.values().stream()
                .filter(row -> row.account().equals(account) && by.apply(row).equals(key))
                .findFirst();
    }

    /**
     * @param known makes what is kept from what was there
     * @return false when there is none of this id
     */
    boolean update(T row, UnaryOperator<T> known) {
        lock.lock();
        try {
            Optional<T> old = one(row.account(), row.id(), Named::id);
            if (old.isEmpty()) {
                return false;
            }
            requireFreeName(row);
            byId.put(row.id(), known.apply(old.get()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    void change(String id, UnaryOperator<T> change) {
        lock.lock();
        try {
            byId.computeIfPresent(id, (key, row) -> change.apply(row));
        } finally {
            lock.unlock();
        }
    }

    boolean delete(String account, String id) {
        lock.lock();
        try {
            boolean there = one(account, id, Named::id).isPresent();
            if (there) {
                byId.remove(id);
            }
            return there;
        } finally {
            lock.unlock();
        }
    }

    List<T> of(String account) {
        lock.lock();
        try {
            return byId.values().stream().filter(row -> row.account().equals(account)).toList();
        } finally {
            lock.unlock();
        }
    }
}
