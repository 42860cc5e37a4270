package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.MemoryProviderLedger;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.engine.EmbeddedEngine;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs /image/generate over one adapter, with a provider of the test behind it. */
public abstract class AdapterBench {
    /** The key of every test; it must not get into messages. */
    protected static final String KEY = "key-of-the-test";

    private static final String ANYWHERE = "0.0.0.0/0,::/0";

    @TempDir protected Path folder;

    protected final Recorder provider = new Recorder();

    /** What the waits between questions were, which the tests do not wait for. */
    protected final List<Duration> waits = new CopyOnWriteArrayList<>();

    protected ProviderLedger.Budgets budgets = ProviderLedger.Budgets.NONE;
    protected long maxBytes = 50_000_000;
    protected Duration deadline = Duration.ofSeconds(20);
    protected String key = KEY;

    /** Settings of this provider alone. */
    protected Map<String, String> options = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    protected ProviderLedger ledger;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Outbound configured;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Outbound open;

    protected abstract Adapter adapter();

    /** What the base URL has after the host, such as {@code /v1}. */
    protected String basePath() {
        return "";
    }

    /** A step without input that this provider serves, as JSON. */
    protected abstract String words();

    /** A step with an image and a mask that this provider serves; blank when it takes none. */
    protected abstract String masked();

    /**
     * A provider to which everything succeeds.
     *
     * @param picture every result, a PNG
     */
    protected abstract Recorder.Script succeeding(byte[] picture);

    /** Whether its pictures cost money, which those of an engine at home do not. */
    protected boolean charges() {
        return true;
    }

    /** Whether this request costs money, or the engine's time. */
    protected boolean paid(Recorder.Request request) {
        return request.method().equals("POST");
    }

    @BeforeEach
    void openDoors() {
        ledger = new MemoryProviderLedger(folder);
        configured = outbound(ANYWHERE, 0);
        open = outbound("127.0.0.0/8", 5);
    }

    private static Outbound outbound(String addresses, int redirects) {
        return TestOutbound.configured(addresses, redirects);
    }

    /** Gives the other side time for a handshake; else one that is away is given up soon. */
    void waitForHandshakes() {
        configured.close();
        configured = TestOutbound.configured(ANYWHERE, 0, Duration.ofSeconds(10));
    }

    @AfterEach
    void closeDoors() {
        provider.close();
        configured.close();
        open.close();
    }

    /** The provider as it would be set up, anew: what it remembers is in the ledger alone. */
    protected PaidProvider paidProvider() {
        return paidProvider(provider.url() + basePath());
    }

    protected PaidProvider paidProvider(String baseUrl) {
        var settings =
                new ProviderSettings(
                        () -> key, baseUrl, 4, deadline, Duration.ofMillis(10), options);
        var purse = new Purse(ledger, budgets, Usd.parse("0.06"));
        var doors = new ProviderDoors(configured, open, maxBytes);
        var shared = new Shared(doors, purse, Bench.CODEC, InstantSource.system(), waits::add);
        return new PaidProvider(adapter(), settings, shared);
    }

    /** A job of /image/generate that only this provider can serve. */
    protected Bench bench() throws IOException {
        return bench(paidProvider());
    }

    private int benches;

    protected Bench bench(PaidProvider paid) throws IOException {
        var routing =
                new ProviderRouting(
                        ModelCatalogue.bundled(),
                        List.of(paid),
                        new EmbeddedEngine(),
                        Fallback.ERROR);
        return new Bench(Files.createDirectories(folder.resolve("job-" + benches++)), routing);
    }

    /** A file of the fixtures as an input. */
    protected RobotInput.Item input(Bench bench, String picture, String name, String role)
            throws IOException {
        Path file = folder.resolve(role + "-" + name);
        Files.write(file, Fixtures.picture(picture));
        return bench.file(file, name, role, role);
    }

    /** A step from words ends as the provider says, with its words, and was ordered once. */
    protected void requireFailure(Recorder.Reply answer, ErrorCode code, String words)
            throws Exception {
        provider.answering(_ -> answer);
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        assertEquals(code, e.error().code());
        assertTrue(e.error().message().contains(words), e.error().message());
        assertEquals(1, paid().size());
    }

    /** A setting is refused at the start of the server, by its name and with a reason. */
    protected void requireRefused(String setting, String value, String reason) {
        Adapter adapter = adapter();

        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> adapter.configured(Map.of(setting, value)));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("providers." + adapter.name() + "." + setting), message);
        assertTrue(message.contains(reason), message);
    }

    /** The requests so far that cost money. */
    protected List<Recorder.Request> paid() {
        return provider.requests().stream().filter(this::paid).toList();
    }

    /** Asserts that request {@code index} of those that cost money is the recorded one. */
    protected void assertPaid(int index, ObjectNode expected) throws Exception {
        assertEquals(expected.toPrettyString(), Canonical.of(paid().get(index)).toPrettyString());
    }

    /** The error words end with, which does not tell the key. */
    protected AssemblyException failure(Bench bench) {
        AssemblyException e = Bench.failure(() -> bench.run(words()));
        assertFalse(e.error().message().contains(KEY), e.error().message());
        return e;
    }

    /** As {@link #bench}, of a job nobody has paid for yet. */
    protected Bench forgetful() throws IOException {
        ledger =
                new MemoryProviderLedger(
                        Files.createDirectories(folder.resolve("ledger-" + benches)));
        return bench();
    }

    /** A provider that repaints everything changes nothing but the masked square. */
    Bench requireKeptOutsideTheMask() throws Exception {
        return requireKeptOutsideTheMask(masked());
    }

    Bench requireKeptOutsideTheMask(String params) throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = forgetful();

        bench.run(
                params,
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        BufferedImage made = bench.picture(0).image();
        BufferedImage before = source();
        int different = 0;
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                boolean inside = x >= 16 && x < 48 && y >= 16 && y < 48;
                if (!inside) {
                    assertEquals(before.getRGB(x, y), made.getRGB(x, y), x + "," + y);
                } else if (before.getRGB(x, y) != made.getRGB(x, y)) {
                    different++;
                }
            }
        }
        assertTrue(different > 500, "changed inside: " + different);
        assertTrue(bench.meta(0).path("changed_outside_mask").asLong() > 0);
        return bench;
    }

    private BufferedImage source() throws IOException {
        Path file = Files.write(folder.resolve("source.png"), Fixtures.picture("IMG"));
        return Bench.CODEC.decode(file).image();
    }
}
