package dev.atelier.core.memory;

import dev.atelier.core.port.NotificationQueue;
import dev.atelier.core.port.NotificationQueueContract;
import dev.atelier.core.port.Transactions;

import java.time.InstantSource;

/** The contract, in memory. */
class MemoryNotificationQueueTest extends NotificationQueueContract {
    private final MemoryTransactions transactions = new MemoryTransactions();

    @Override
    protected NotificationQueue open() {
        return new MemoryNotificationQueue(transactions, InstantSource.system());
    }

    @Override
    protected Transactions transactions() {
        return transactions;
    }
}
