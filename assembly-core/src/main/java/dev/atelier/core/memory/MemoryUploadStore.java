package dev.atelier.core.memory;

import dev.atelier.core.port.UploadStore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;

/** Uploads in a map; what is written inside a transaction is there at once and stays. */
public final class MemoryUploadStore implements UploadStore {
    private final SequencedMap<String, Upload> uploads = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void create(Upload upload) {
        locked(() -> uploads.put(upload.id(), upload));
    }

    @Override
    public Optional<Upload> find(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(uploads.get(id));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Upload> of(String assemblyId) {
        return all().stream().filter(upload -> upload.assemblyId().equals(assemblyId)).toList();
    }

    @Override
    public List<Upload> pending() {
        return all().stream()
                .filter(upload ->
                        upload.state() == State.RECEIVING || upload.state() == State.COMPLETE)
                .toList();
    }

    private List<Upload> all() {
        lock.lock();
        try {
            return List.copyOf(uploads.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void touch(String id, long at) {
        locked(() -> {
            Upload known = uploads.get(id);
            if (known != null) {
                uploads.put(id, known.touchedAt(at));
            }
        });
    }

    @Override
    public void update(Upload upload) {
        locked(() -> uploads.replace(upload.id(), upload));
    }

    @Override
    public void delete(String id) {
        locked(() -> uploads.remove(id));
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
