package dev.atelier.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.robot.Robot;
import dev.atelier.robots.BuiltinRobots;
import dev.atelier.robots.KnownUpstream;
import dev.atelier.robots.NetworkLimits;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.chat.ChatBench;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.document.PdfPages;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.generate.FakeProvider;
import dev.atelier.robots.http.ImportLimits;
import dev.atelier.robots.http.RequestLimits;
import dev.atelier.robots.meta.MediaTools;
import dev.atelier.robots.outbound.AddressRules;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.PortRules;
import dev.atelier.robots.script.ScriptLimits;
import dev.atelier.robots.script.Scripts;
import dev.atelier.robots.store.StoreLimits;
import dev.atelier.server.Atelier;
import dev.atelier.server.Engine;
import dev.atelier.server.HttpDoor;
import dev.atelier.server.config.ConfigLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs every case of a folder ({@code -Dconformance.cases=DIR}, else the project's own) against a
 * started server with a fake image engine behind every model, its uploads once as parts of the form
 * and once over tus. Cases whose robots are not here yet are named, never passed over in silence.
 */
class ConformanceIT {
    @TempDir private Path data;

    private final FakeProvider fake = new FakeProvider();
    private final JobLog jobs = new JobLog();
    private final List<String> lines = new ArrayList<>();
    private int passed;
    private int failed;
    private int missing;

    @Test
    void casesOfTheRobotsHerePass() throws Exception {
        var codec = new Codec(PixelLimits.DEFAULT);
        List<Robot<?>> robots = new ArrayList<>();
        robots.add(new SimulateRobot());
        var chat = new ChatBench(Files.createDirectories(data.resolve("chat")));
        chat.says("STUB-CHAT-ANSWER");
        robots.addAll(
                BuiltinRobots.all(
                        codec,
                        fake.routing(),
                        Editors.NONE,
                        chat.openai(),
                        outbound(),
                        limits(),
                        ArchiveLimits.DEFAULT,
                        new Scripts(ScriptLimits.DEFAULT),
                        () -> MediaTools.NONE,
                        new PdfPages(PdfPages.Limits.DEFAULT)));
        Set<String> here = new TreeSet<>();
        robots.forEach(robot -> here.add(robot.about().name()));
        var atelier = new Atelier(ConfigLoader.load(null, List.of("http.port=0")), robots);

        try (chat;
                var origin = new StubOrigin();
                Engine engine = atelier.engine(data, jobs)) {
            engine.start();
            try (HttpDoor door = atelier.open(engine)) {
                var client = new Client(door.url());
                for (ConformanceCase each : ConformanceCase.in(cases())) {
                    for (Transport transport : Transport.values()) {
                        run(each, transport, client, origin.url(), here);
                    }
                }
            }
        }

        lines.forEach(System.out::println);
        System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed, missing);
        assertFalse(passed == 0, "no case ran");
        assertEquals(0, failed, () -> String.join("\n", lines));
    }

    /** The stub is the only one of our own addresses that may be asked, by its name. */
    private static Outbound outbound() {
        return new Outbound(
                new Outbound.Rules(
                        new AddressRules("127.0.0.1/32"),
                        new PortRules("6379"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        16_384),
                host ->
                        host.equals(StubOrigin.HOST)
                                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                                : InetAddress.getAllByName(host));
    }

    private static NetworkLimits limits() {
        var time = Duration.ofSeconds(60);
        var pause = Duration.ofMillis(10);
        return new NetworkLimits(
                new ImportLimits(100, 1_000_000, 10_000_000, time, pause),
                new RequestLimits(time, 1_000_000, 100, 1_000_000, 10_000_000, time),
                new StoreLimits(1_000_000, 1_000_000, time, 3, pause, Duration.ZERO));
    }

    private static Path cases() {
        return Path.of(System.getProperty("conformance.cases", "src/test/resources/conformance"));
    }

    private void run(
            ConformanceCase each,
            Transport transport,
            Client client,
            String origin,
            Set<String> here)
            throws Exception {
        String name = each.name() + " over " + transport.label();
        Set<String> absent = new TreeSet<>(each.robots());
        absent.removeAll(here);
        absent.retainAll(KnownUpstream.NAMES);
        if (!absent.isEmpty()) {
            missing++;
            lines.add("missing " + name + ": needs " + String.join(", ", absent));
            return;
        }
        int before = fake.calls().size();
        List<String> differences =
                new CaseRun(each, transport, client, origin, () -> callsSince(before), jobs)
                        .differences();
        if (differences.isEmpty()) {
            passed++;
            lines.add("passed  " + name);
        } else {
            failed++;
            lines.add("FAILED  " + name + ": " + String.join("; ", differences));
        }
    }

    private List<ObjectNode> callsSince(int before) {
        return List.copyOf(fake.calls().subList(before, fake.calls().size()));
    }
}
