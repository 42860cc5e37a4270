package dev.atelier.server.store.jdbc;

import java.util.function.Supplier;

/** What both databases share: a transaction belongs to the thread that runs it. */
abstract sealed class ScopedDatabase implements Database permits SqliteDatabase, PostgresDatabase {
    private final ScopedValue<Session> current = ScopedValue.newInstance();

    /** One transaction from begin to commit, with the work in the middle. */
    abstract <T> T transaction(Supplier<T> work);

    /** Reads outside a transaction. */
    abstract <T> T readCommitted(Work<T> work);

    /** Does the work with the session bound to this thread. */
    final <T> T within(Session session, Supplier<T> work) {
        return ScopedValue.where(current, session).call(() -> session.complete(work));
    }

    final boolean inTransaction() {
        return current.isBound();
    }

    final Session session() {
        return current.get();
    }

    @Override
    public final <T> T call(Supplier<T> work) {
        return inTransaction() ? work.get() : transaction(work);
    }

    @Override
    public final void afterCommit(Runnable action) {
        if (inTransaction()) {
            session().afterCommit(action);
        } else {
            action.run();
        }
    }

    @Override
    public final <T> T read(Work<T> work) {
        return inTransaction() ? session().on(work) : readCommitted(work);
    }

    @Override
    public final <T> T write(Work<T> work) {
        return call(() -> session().on(work));
    }
}
