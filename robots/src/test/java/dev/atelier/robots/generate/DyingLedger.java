package dev.atelier.robots.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A ledger of a process that dies when an order was sent and before the answer is noted. */
public record DyingLedger(ProviderLedger real) implements ProviderLedger {
    /** What stands for the end of the process. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Optional<Entry> find(String key) throws IOException {
        return real.find(key);
    }

    @Override
    public List<Cost> costs(String account, LocalDate from, LocalDate before) {
        return real.costs(account, from, before);
    }

    @Override
    public void sent(Order order, Optional<Entry> before, Budgets budgets)
            throws ProviderException {
        real.sent(order, before, budgets);
    }

    @Override
    public void accepted(String key, ObjectNode ticket) {
        throw new Killed();
    }

    @Override
    public Entry done(String key, List<Path> pictures, ObjectNode facts, @Nullable Usd cost) {
        throw new Killed();
    }

    @Override
    public void released(String key, ObjectNode facts) {
        throw new Killed();
    }

    @Override
    public void lost(String key, ObjectNode facts) {
        throw new Killed();
    }
}
