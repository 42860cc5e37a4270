package dev.atelier.core.interpreter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyLimits;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.EventJson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

class InterpreterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> tables() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(InterpreterTest.class.getResource("/assemblies"));
        try (var files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyEventOpensTheMovesOfItsTable(String table) throws IOException {
        JsonNode told;
        try (var in = InterpreterTest.class.getResourceAsStream("/assemblies/" + table)) {
            told = JSON.readTree(in);
        }
        var limits =
                new AssemblyLimits(
                        told.path("maxFiles").asInt(10_000), told.path("maxJobs").asInt(10_000));
        var story = new Story((ObjectNode) told.get("steps"), limits);

        var expected = new ArrayList<String>();
        var actual = new ArrayList<String>();
        for (JsonNode scene : told.get("story")) {
            var lines = Story.lines(scene);
            expected.add(String.join("\n    ", lines));
            lines.subList(1, lines.size()).clear();
            lines.addAll(story.tell(lines.getFirst()));
            actual.add(String.join("\n    ", lines));
            assertNothingIsLost(story);
        }

        assertEquals(String.join("\n", expected), String.join("\n", actual));
        assertReplayGivesTheSame(story);
    }

    private static void assertNothingIsLost(Story story) {
        if (!story.assembly().status().terminal()) {
            assertEquals(story.waiting(), new HashSet<>(Story.outstanding(story.assembly())));
        }
    }

    /** Folds the events again, from the text they are stored as. */
    private static void assertReplayGivesTheSame(Story story) {
        Assembly again = Assembly.of((Event.Created) story.events().getFirst());
        for (Event event : story.events()) {
            Interpreter.react(again, EventJson.read(EventJson.write(event)));
        }
        assertEquals(story.assembly().status(), again.status());
        assertEquals(story.assembly().seq(), again.seq());
        assertEquals(story.assembly().startedJobs(), again.startedJobs());
        assertEquals(Story.outstanding(story.assembly()), Story.outstanding(again));
        for (var run : story.assembly().runs()) {
            var other = again.run(run.step().name());
            assertEquals(List.copyOf(run.jobs()), List.copyOf(other.jobs()));
            assertEquals(run.results(), other.results());
            assertEquals(run.closed(), other.closed());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyGraphCompletesInAnyOrderWithTheSameJobs(int seed) {
        ObjectNode steps = randomSteps(new SplittableRandom(seed));

        Map<String, Integer> jobs = jobsOf(live(steps, new SplittableRandom(100L + seed)));
        Map<String, Integer> others = jobsOf(live(steps, new SplittableRandom(200L + seed)));

        assertEquals(jobs, others, steps::toPrettyString);
    }

    private static ObjectNode randomSteps(RandomGenerator random) {
        ObjectNode steps = JsonNodeFactory.instance.objectNode();
        var names = new ArrayList<>(List.of(":original"));
        for (int i = 0; i < 8; i++) {
            String name = "s" + i;
            String robot = random.nextInt(4) == 0 ? "/http/import" : "/file/hash";
            ObjectNode step = steps.putObject(name).put("robot", robot);
            if (!robot.equals("/http/import")) {
                ObjectNode use = step.putObject("use");
                var sources = use.putArray("steps");
                for (int k = 0; k <= random.nextInt(3); k++) {
                    sources.add(names.get(random.nextInt(names.size())));
                }
                use.put("bundle_steps", random.nextInt(3) == 0);
                use.put("group_by_original", random.nextInt(5) == 0);
            }
            names.add(name);
        }
        return steps;
    }

    /** Runs an Assembly to its end; what each job emits depends on its step alone. */
    private static Story live(ObjectNode steps, RandomGenerator random) {
        var story = new Story(steps, new AssemblyLimits(1_000_000, 1_000_000));
        var still = new ArrayList<String>();
        var left = new TreeMap<String, Integer>();
        story.tell("created");
        var uploads = new ArrayList<>(List.of("upload a.png", "upload b.png", "closed"));
        int names = 0;
        while (!story.assembly().status().terminal()) {
            assertNothingIsLost(story);
            still.clear();
            still.addAll(story.waiting());
            if (!uploads.isEmpty() && (still.isEmpty() || random.nextInt(4) == 0)) {
                story.tell(uploads.removeFirst());
                continue;
            }
            assertTrue(!still.isEmpty(), "stuck");
            String job = still.get(random.nextInt(still.size()));
            int emissions =
                    left.computeIfAbsent(job, j -> j.startsWith(":original") ? 1 : j.charAt(1) % 3);
            if (emissions == 0) {
                story.tell("end " + job);
            } else {
                left.put(job, emissions - 1);
                story.tell("emit " + job + " -> f" + names++ + ".png");
            }
        }
        assertEquals(AssemblyStatus.COMPLETED, story.assembly().status());
        assertReplayGivesTheSame(story);
        return story;
    }

    private static Map<String, Integer> jobsOf(Story story) {
        var jobs = new TreeMap<String, Integer>();
        story.assembly().runs().forEach(run -> jobs.put(run.step().name(), run.jobs().size()));
        return jobs;
    }

    @Test
    void theFoldOfTenThousandFilesIsAMatterOfMoments() throws IOException {
        var steps =
                (ObjectNode)
                        JSON.readTree(
                                """
                                {"unpacked": {"robot": "/http/import"},
                                 "small": {"robot": "/file/hash", "use": "unpacked"},
                                 "zip": {"robot": "/file/hash",
                                         "use": {"steps": "small", "bundle_steps": true}}}
                                """);
        var story = new Story(steps, new AssemblyLimits(100_000, 100_000));
        story.tell("created");
        var key = story.assembly().run("unpacked").jobs().iterator().next().key();
        var first = new ArrayList<Event>();
        story.tell("emit unpacked() -> f.png");
        var sample = (Event.FileEmitted) story.events().getLast();
        for (int i = 1; i < 10_000; i++) {
            first.add(new Event.FileEmitted(0, key, i, sample.file().withId("f" + i), false, 0, 0));
        }

        assertTimeout(
                Duration.ofSeconds(10),
                () -> {
                    Assembly assembly = story.assembly();
                    first.forEach(event -> Interpreter.react(assembly, event));
                    Interpreter.react(assembly, new Event.JobFinished(0, key, List.of(), 0));
                    for (var job : List.copyOf(assembly.run("small").jobs())) {
                        var file = job.inputs().getFirst().file();
                        Interpreter.react(
                                assembly,
                                new Event.FileEmitted(
                                        0,
                                        job.key(),
                                        0,
                                        file.withId("s" + file.id()),
                                        false,
                                        0,
                                        0));
                        Interpreter.react(
                                assembly, new Event.JobFinished(0, job.key(), List.of(), 0));
                    }
                    assertEquals(1, assembly.run("zip").jobs().size());
                    assertEquals(10_000, assembly.run("small").jobs().size());
                });
    }

    @Test
    void tablesExist() throws IOException, URISyntaxException {
        assertTrue(Set.copyOf(tables()).size() > 10);
    }
}
