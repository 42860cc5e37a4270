package dev.atelier.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The ledger of an engine that is opened after the robots are made. */
final class LateLedger implements ProviderLedger {
    private volatile @Nullable ProviderLedger ledger;

    void open(ProviderLedger real) {
        ledger = real;
    }

    private ProviderLedger ledger() {
        ProviderLedger real = ledger;
        if (real == null) {
            throw new IllegalStateException("no engine is open");
        }
        return real;
    }

    @Override
    public Optional<Entry> find(String key) throws IOException {
        return ledger().find(key);
    }

    @Override
    public List<Cost> costs(String account, LocalDate from, LocalDate before) {
        return ledger().costs(account, from, before);
    }

    @Override
    public void sent(Order order, Optional<Entry> before, Budgets budgets)
            throws ProviderException {
        ledger().sent(order, before, budgets);
    }

    @Override
    public void accepted(String key, ObjectNode ticket) {
        ledger().accepted(key, ticket);
    }

    @Override
    public Entry done(String key, List<Path> pictures, ObjectNode facts, @Nullable Usd cost)
            throws IOException {
        return ledger().done(key, pictures, facts, cost);
    }

    @Override
    public void released(String key, ObjectNode facts) {
        ledger().released(key, facts);
    }

    @Override
    public void lost(String key, ObjectNode facts) {
        ledger().lost(key, facts);
    }
}
