package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.robots.generate.ProviderLedger.Budgets;
import dev.atelier.robots.generate.ProviderLedger.Cost;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.ProviderLedger.Order;
import dev.atelier.robots.generate.ProviderLedger.State;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What every {@link ProviderLedger} must prove. */
public abstract class ProviderLedgerContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Usd TEN_CENTS = Usd.parse("0.10");

    @TempDir protected Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ProviderLedger ledger;

    /**
     * An empty one that knows the Assemblies whose id is 32 times one digit, all of one account.
     */
    protected abstract ProviderLedger open() throws Exception;

    /** The account those Assemblies belong to. */
    protected String account() {
        return "test";
    }

    @BeforeEach
    void openLedger() throws Exception {
        ledger = open();
    }

    private static Order order(String key, int assembly, String provider, Instant at) {
        var job = new JobKey(String.valueOf(assembly).repeat(32), "art", "root");
        return new Order(key, job, 0, 2, provider, "model-x", "abc", TEN_CENTS, at);
    }

    private static Order order(String key) {
        return order(key, 1, "openai", NOON);
    }

    private void send(Order order, Budgets budgets) throws Exception {
        ledger.sent(order, ledger.find(order.key()), budgets);
    }

    private Entry entry(String key) throws IOException {
        return ledger.find(key).orElseThrow();
    }

    private static ObjectNode facts(String name) {
        return AssemblyFile.emptyJson().put("name", name);
    }

    @Test
    void aCallIsKnownFromTheMomentItIsAboutToBeSent() throws Exception {
        assertEquals(Optional.empty(), ledger.find("k"));

        send(order("k"), Budgets.NONE);

        assertEquals(State.SENT, entry("k").state());
        assertEquals("openai", entry("k").provider());
        assertEquals(2, entry("k").count());
        assertEquals(1, entry("k").posts());
        assertFalse(entry("k").resent());
    }

    @Test
    void acceptedWorkKeepsItsTicket() throws Exception {
        send(order("k"), Budgets.NONE);
        ledger.accepted("k", facts("ticket-7"));

        assertEquals(State.ACCEPTED, entry("k").state());
        assertEquals("ticket-7", entry("k").facts().path("name").asText());
    }

    @Test
    void picturesOfADoneCallAreThereAgainInTheirOrder() throws Exception {
        send(order("k"), Budgets.NONE);
        Path one = Files.writeString(folder.resolve("one"), "first");
        Path two = Files.writeString(folder.resolve("two"), "second");

        Entry done = ledger.done("k", List.of(one, two), facts("answer"), TEN_CENTS);

        assertFalse(Files.exists(one));
        assertEquals(State.DONE, entry("k").state());
        assertEquals("answer", entry("k").facts().path("name").asText());
        assertEquals("first", Files.readString(done.pictures().get(0)));
        assertEquals("second", Files.readString(entry("k").pictures().get(1)));
    }

    @Test
    void aSecondSendingAfterACrashIsToldFromOneAfterARefusal() throws Exception {
        send(order("refused"), Budgets.NONE);
        ledger.released("refused", facts("busy"));
        send(order("refused"), Budgets.NONE);
        send(order("crashed"), Budgets.NONE);
        send(order("crashed"), Budgets.NONE);

        assertEquals(2, entry("refused").posts());
        assertFalse(entry("refused").resent());
        assertEquals(2, entry("crashed").posts());
        assertTrue(entry("crashed").resent());
    }

    @Test
    void onlyOneOfTwoThatSawTheSameMayGoOn() throws Exception {
        Optional<Entry> before = ledger.find("k");
        ledger.sent(order("k"), before, Budgets.NONE);

        assertThrows(RuntimeException.class, () -> ledger.sent(order("k"), before, Budgets.NONE));
    }

    @Test
    void whatIsOverTheBudgetOfAnAssemblyIsNotSent() throws Exception {
        var budgets = new Budgets(Usd.parse("0.15"), null, null);
        send(order("k1"), budgets);

        ProviderException refused =
                assertThrows(ProviderException.class, () -> send(order("k2"), budgets));

        assertEquals(ProviderException.Kind.BUDGET, refused.kind());
        assertTrue(String.valueOf(refused.getMessage()).contains("0.15 USD"));
        assertEquals(Optional.empty(), ledger.find("k2"));
        send(order("k3", 2, "openai", NOON), budgets);
    }

    @Test
    void theBudgetOfAKeyHoldsForADayOverAllItsAssemblies() throws Exception {
        var budgets = new Budgets(null, Usd.parse("0.15"), null);
        send(order("k1"), budgets);

        assertThrows(ProviderException.class, () -> send(order("k2", 2, "fal", NOON), budgets));
        send(order("k3", 2, "fal", NOON.plusSeconds(43_200)), budgets);
    }

    @Test
    void theBudgetOfAProviderHoldsForADay() throws Exception {
        var budgets = new Budgets(null, null, Usd.parse("0.15"));
        send(order("k1"), budgets);

        assertThrows(ProviderException.class, () -> send(order("k2", 2, "openai", NOON), budgets));
        send(order("k3", 2, "fal", NOON), budgets);
    }

    @Test
    void releasedMoneyCanBeSpentAgainAndLostMoneyCannot() throws Exception {
        var budgets = new Budgets(Usd.parse("0.15"), null, null);
        send(order("k1"), budgets);
        ledger.released("k1", facts("busy"));
        send(order("k2"), budgets);
        ledger.lost("k2", facts("gone"));

        assertThrows(ProviderException.class, () -> send(order("k3"), budgets));
        assertEquals(State.LOST, entry("k2").state());
    }

    @Test
    void theRealCostReplacesTheEstimate() throws Exception {
        var budgets = new Budgets(Usd.parse("0.15"), null, null);
        send(order("k1"), budgets);
        ledger.done("k1", List.of(), facts("cheap"), Usd.parse("0.04"));

        send(order("k2"), budgets);
        assertThrows(ProviderException.class, () -> send(order("k3"), budgets));
    }

    @Test
    void sendingAgainAfterACrashSetsTheMoneyAsideOnce() throws Exception {
        var budgets = new Budgets(Usd.parse("0.15"), null, null);
        send(order("k1"), budgets);

        send(order("k1"), budgets);

        assertEquals(2, entry("k1").posts());
    }

    private static Order priced(String key, int assembly, String model, Instant at) {
        var job = new JobKey(String.valueOf(assembly).repeat(32), key, "root");
        return new Order(key, job, 0, 2, "openai", model, "abc", TEN_CENTS, at);
    }

    @Test
    void whatADayCostIsToldByProviderAndModelAndByHowSureItIs() throws Exception {
        send(priced("said", 1, "x", NOON), Budgets.NONE);
        ledger.done("said", List.of(), facts("a"), Usd.parse("0.04"));
        send(priced("unsaid", 1, "x", NOON), Budgets.NONE);
        ledger.done("unsaid", List.of(), facts("a"), null);
        send(priced("under way", 2, "x", NOON), Budgets.NONE);
        send(priced("lost", 2, "x", NOON), Budgets.NONE);
        ledger.lost("lost", facts("gone"));
        send(priced("refused", 2, "x", NOON), Budgets.NONE);
        ledger.released("refused", facts("busy"));
        send(priced("other model", 2, "a", NOON), Budgets.NONE);
        send(priced("tomorrow", 2, "x", NOON.plusSeconds(86_400)), Budgets.NONE);

        LocalDate day = LocalDate.parse("2026-11-21");
        List<Cost> costs = ledger.costs(account(), day, day.plusDays(1));

        assertEquals(
                List.of(
                        new Cost("openai", "a", 1, 0, Usd.ZERO, TEN_CENTS, Usd.ZERO),
                        new Cost(
                                "openai",
                                "x",
                                4,
                                4,
                                Usd.parse("0.04"),
                                TEN_CENTS.times(2),
                                TEN_CENTS)),
                costs);
        assertEquals(List.of(), ledger.costs("somebody else", day, day.plusDays(1)));
    }
}
