package dev.atelier.core.port;

import java.util.function.Supplier;

/** Lets several writes become true together. */
public interface Transactions {

    /**
     * Runs the work in one transaction on this thread: what {@link AssemblyStore} and {@link
     * JobQueue} write meanwhile is durable when this returns, or undone when the work throws. A
     * call inside a call joins it. When the database asks for another try the work runs again
     * whole, so it must do nothing else that counts; work that catches an exception of a port must
     * end by throwing.
     */
    <T> T call(Supplier<T> work);

    default void run(Runnable work) {
        call(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * Runs the action after the commit; dropped when the transaction is undone. At once outside.
     */
    void afterCommit(Runnable action);
}
