package dev.atelier.robots.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A ledger for tests; every Assembly belongs to the account {@code test}. */
public final class MemoryProviderLedger implements ProviderLedger {
    private final Path folder;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, Long> spent = new HashMap<>();
    private final Map<String, Usd> charged = new HashMap<>();

    /**
     * @param folder for the pictures
     */
    public MemoryProviderLedger(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized List<Cost> costs(String account, LocalDate from, LocalDate before) {
        var sums = new TreeMap<String, Cost>();
        orders.forEach((key, order) -> {
            LocalDate day = order.started().atZone(ZoneOffset.UTC).toLocalDate();
            boolean within = !day.isBefore(from) && day.isBefore(before);
            State state = Objects.requireNonNull(entries.get(key)).state();
            if (account.equals("test") && within && state != State.RELEASED) {
                String model = order.provider() + " " + order.model();
                sums.merge(model, cost(order, state), MemoryProviderLedger::sum);
            }
        });
        return List.copyOf(sums.values());
    }

    private Cost cost(Order order, State state) {
        Usd said = charged.get(order.key());
        boolean done = state == State.DONE;
        return new Cost(
                order.provider(),
                order.model(),
                1,
                done ? order.count() : 0,
                said == null ? Usd.ZERO : said,
                said == null && state != State.LOST ? order.estimate() : Usd.ZERO,
                state == State.LOST ? order.estimate() : Usd.ZERO);
    }

    private static Cost sum(Cost one, Cost other) {
        return new Cost(
                one.provider(),
                one.model(),
                one.calls() + other.calls(),
                one.results() + other.results(),
                one.charged().plus(other.charged()),
                one.estimated().plus(other.estimated()),
                one.uncertain().plus(other.uncertain()));
    }

    @Override
    public synchronized void sent(Order order, Optional<Entry> before, Budgets budgets)
            throws ProviderException {
        if (!before.equals(find(order.key()))) {
            throw new IllegalStateException("somebody else works on " + order.key());
        }
        State state = before.map(Entry::state).orElse(State.RELEASED);
        if (state == State.RELEASED) {
            setAside(order, budgets);
        }
        orders.put(order.key(), order);
        boolean resent = before.map(Entry::resent).orElse(false) || state == State.SENT;
        int posts = before.map(Entry::posts).orElse(0) + 1;
        entries.put(
                order.key(),
                new Entry(
                        State.SENT,
                        order.provider(),
                        order.count(),
                        posts,
                        resent,
                        emptyFacts(),
                        List.of()));
    }

    private static ObjectNode emptyFacts() {
        return dev.atelier.core.assembly.AssemblyFile.emptyJson();
    }

    private void setAside(Order order, Budgets budgets) throws ProviderException {
        check("this Assembly", scopes(order).get(0), order.estimate(), budgets.perAssembly());
        check("this key today", scopes(order).get(1), order.estimate(), budgets.perKeyAndDay());
        check(
                order.provider() + " today",
                scopes(order).get(2),
                order.estimate(),
                budgets.perProviderAndDay());
        scopes(order).forEach(scope -> spent.merge(scope, order.estimate().micros(), Long::sum));
    }

    private void check(String whose, String scope, Usd estimate, @Nullable Usd most)
            throws ProviderException {
        var now = new Usd(spent.getOrDefault(scope, 0L));
        if (most != null && now.micros() + estimate.micros() > most.micros()) {
            throw ProviderLedger.overBudget(whose, now, estimate, most);
        }
    }

    private static List<String> scopes(Order order) {
        String day = order.started().atZone(ZoneOffset.UTC).toLocalDate().toString();
        return List.of(
                "assembly/" + order.job().assemblyId(),
                "account/test/" + day,
                "provider/" + order.provider() + "/" + day);
    }

    @Override
    public synchronized void accepted(String key, ObjectNode ticket) {
        entries.compute(key, (_, old) -> moved(old, State.ACCEPTED, ticket, List.of()));
    }

    private static Entry moved(
            @Nullable Entry old, State state, ObjectNode facts, List<Path> pictures) {
        if (old == null) {
            throw new IllegalStateException("never sent");
        }
        return new Entry(
                state, old.provider(), old.count(), old.posts(), old.resent(), facts, pictures);
    }

    @Override
    public synchronized Entry done(
            String key, List<Path> pictures, ObjectNode facts, @Nullable Usd cost)
            throws IOException {
        var kept = new ArrayList<Path>();
        for (Path picture : pictures) {
            Path file = folder.resolve("paid-" + key + "-" + kept.size());
            kept.add(Files.move(picture, file));
        }
        if (cost != null) {
            charged.put(key, cost);
            settle(key, cost);
        }
        Entry done = moved(entries.get(key), State.DONE, facts, kept);
        entries.put(key, done);
        return done;
    }

    private void settle(String key, Usd cost) {
        Order order = orders.get(key);
        if (order != null) {
            long more = cost.minus(order.estimate()).micros();
            scopes(order).forEach(scope -> spent.merge(scope, more, Long::sum));
        }
    }

    @Override
    public synchronized void released(String key, ObjectNode facts) {
        settle(key, Usd.ZERO);
        entries.compute(key, (_, old) -> moved(old, State.RELEASED, facts, List.of()));
    }

    @Override
    public synchronized void lost(String key, ObjectNode facts) {
        entries.compute(key, (_, old) -> moved(old, State.LOST, facts, List.of()));
    }
}
