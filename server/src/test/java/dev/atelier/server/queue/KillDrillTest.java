package dev.atelier.server.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.server.store.jdbc.SqliteDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills a process that creates Assemblies and runs jobs, again and again on one database. {@code
 * -Ddrill.kills=50} makes it longer.
 */
class KillDrillTest {
    private static final int KILLS = Integer.getInteger("drill.kills", 3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void nothingAcknowledgedIsLostAndNothingHappensTwice() throws Exception {
        var random = new Random(20_261_121L);
        var acknowledged = new ArrayList<String>();

        for (int kill = 0; kill < KILLS; kill++) {
            String prefix = "%08x".formatted(kill);
            acknowledged.addAll(runAndKill(prefix, 200 + random.nextInt(800)));
        }

        assertTrue(acknowledged.size() > KILLS, "the drill did some work");
        try (var database = SqliteDatabase.open(folder)) {
            var load =
                    new Load(
                            database,
                            QueueDialect.SQLITE,
                            KilledProcess.settings(),
                            KilledProcess.STEPS);
            acknowledged.forEach(id -> assertNotNull(load.store().status(id), id));
            load.start();
            awaitAllEnded(load);
            load.stop();
            acknowledged.forEach(id -> assertWhole(load, id));
        }
    }

    private List<String> runAndKill(String prefix, long millis) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledProcess.class.getName(),
                                folder.toString(),
                                prefix)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            assertEquals("ready", out.readLine());
            var killer = Thread.ofVirtual().start(() -> killAfter(process, millis));
            List<String> acknowledged = completeLines(out);
            killer.join();
            return acknowledged;
        }
    }

    private static void killAfter(Process process, long millis) {
        try {
            if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                process.toHandle().destroyForcibly();
            }
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> completeLines(BufferedReader out) throws IOException {
        var lines = new ArrayList<String>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.length() == 32) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static void awaitAllEnded(Load load) throws InterruptedException {
        var never = new CountDownLatch(1);
        for (int i = 0; i < 3_000 && !load.store().open().isEmpty(); i++) {
            assertTrue(!never.await(20, TimeUnit.MILLISECONDS));
        }
        assertEquals(List.of(), load.store().open());
        assertEquals(0, load.queue().depth().values().stream().mapToInt(Integer::intValue).sum());
    }

    private static void assertWhole(Load load, String id) {
        List<Event> events = load.store().events(id, 0);
        assertEquals(KilledProcess.STEPS + 2, events.size(), id);
        assertEquals(
                KilledProcess.STEPS,
                events.stream().flatMap(event -> event.effect().stream()).distinct().count(),
                id);
        assertEquals(AssemblyStatus.COMPLETED, load.store().status(id), id);
    }
}
