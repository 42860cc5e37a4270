package dev.atelier.server.events;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The Assemblies somebody follows right now, one feed each. */
final class Feeds {
    private final Feed.Sources sources;
    private final Feed.Manner manner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Shared> feeds = new HashMap<>();

    private static final class Shared {
        private final Feed feed;
        private int users;

        private Shared(Feed feed) {
            this.feed = feed;
        }
    }

    Feeds(Feed.Sources sources, Feed.Manner manner) {
        this.sources = sources;
        this.manner = manner;
    }

    /** The feed of an Assembly, not necessarily open; to be given back. */
    Feed take(String id) {
        lock.lock();
        try {
            Shared shared =
                    feeds.computeIfAbsent(id, _ -> new Shared(new Feed(id, sources, manner)));
            shared.users++;
            return shared.feed;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(String id) {
        Feed unused = null;
        lock.lock();
        try {
            Shared shared = feeds.get(id);
            if (shared != null && --shared.users == 0) {
                feeds.remove(id);
                unused = shared.feed;
            }
        } finally {
            lock.unlock();
        }
        if (unused != null) {
            unused.close();
        }
    }
}
