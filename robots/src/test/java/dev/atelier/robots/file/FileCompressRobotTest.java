package dev.atelier.robots.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;

import net.lingala.zip4j.ZipFile;

import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

class FileCompressRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FileCompressRobot robot = new FileCompressRobot();

    @TempDir Path folder;

    private static ObjectNode json(String single) throws IOException {
        return (ObjectNode) JSON.readTree(single.replace('\'', '"'));
    }

    private FakeJob.Result archive(FakeJob job, String params, AssemblyFile... files)
            throws IOException {
        return archive(job, params, FakeJob.input(files));
    }

    private FakeJob.Result archive(FakeJob job, String params, RobotInput input)
            throws IOException {
        robot.run(ParamBinder.bind(robot.about(), "z", json(params)), input, job);
        return job.results().getLast();
    }

    private FakeJob job() throws IOException {
        return new FakeJob(Files.createTempDirectory(folder, "job"));
    }

    private static AssemblyFile text(FakeJob job, String name, String text) throws IOException {
        return job.add(
                Files.writeString(job.scratch().resolve("in-" + text), text), name, "text/plain");
    }

    private static Map<String, String> zip(Path bytes) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (var in = new ZipInputStream(Files.newInputStream(bytes))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private static Map<String, String> tar(InputStream bytes) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (var in = new TarArchiveInputStream(bytes, "UTF-8")) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    @Test
    void aZipHoldsTheFilesInOrderAndNumbersNamesThatOccurAgain() throws IOException {
        var job = job();
        var made =
                archive(
                        job,
                        "{'format': 'zip', 'file_layout': 'simple'}",
                        text(job, "b.txt", "one"),
                        text(job, "a.txt", "two"),
                        text(job, "B.txt", "three"),
                        text(job, "grün 🌱.txt", "four"));

        assertEquals("b.zip", made.name());
        assertEquals(
                List.of("b.txt=one", "a.txt=two", "B-2.txt=three", "grün 🌱.txt=four"),
                zip(made.bytes()).entrySet().stream().map(Object::toString).toList());
    }

    @Test
    void withoutParametersATarIsMadeThatKeepsLongNames() throws IOException {
        var job = job();
        String longName = "ü".repeat(90) + ".txt";
        var made = archive(job, "{'file_layout': 'simple'}", text(job, longName, "one"));

        assertTrue(made.name().endsWith(".tar"), made.name());
        try (var in = Files.newInputStream(made.bytes())) {
            assertEquals(Map.of(longName, "one"), tar(in));
        }
    }

    @Test
    void aTarIsCompressedOnRequest() throws IOException {
        var job = job();
        var made =
                archive(
                        job,
                        "{'gzip': true, 'file_layout': 'simple', 'archive_name': 'set'}",
                        text(job, "a.txt", "one"));

        assertEquals("set.tar.gz", made.name());
        try (var in = new GZIPInputStream(Files.newInputStream(made.bytes()))) {
            assertEquals(Map.of("a.txt", "one"), tar(in));
        }
    }

    @Test
    void aPasswordLocksTheContents() throws Exception {
        var job = job();
        Path made =
                archive(
                                job,
                                "{'format': 'zip', 'password': 'pässword', 'file_layout':"
                                        + " 'simple'}",
                                text(job, "a.txt", "secret words"))
                        .bytes();

        try (var right = new ZipFile(made.toFile(), "pässword".toCharArray())) {
            var entry = right.getFileHeader("a.txt");
            assertTrue(entry.isEncrypted());
            assertEquals(
                    "secret words",
                    new String(right.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
        try (var wrong = new ZipFile(made.toFile(), "password".toCharArray())) {
            assertThrows(
                    IOException.class,
                    () -> wrong.getInputStream(wrong.getFileHeader("a.txt")).readAllBytes());
        }
        assertFalse(
                new String(Files.readAllBytes(made), StandardCharsets.ISO_8859_1)
                        .contains("secret words"));
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws IOException {
        for (String params : List.of("{'format': 'zip'}", "{}", "{'gzip': true}")) {
            var one = job();
            var two = job();
            assertArrayEquals(
                    Files.readAllBytes(archive(one, params, text(one, "a.txt", "x")).bytes()),
                    Files.readAllBytes(archive(two, params, text(two, "a.txt", "x")).bytes()));
        }
    }

    @Test
    void aLevelOfZeroCompressesNothingAndNineMoreThanOne() throws IOException {
        var job = job();
        byte[] words =
                "the same words and some more of them; "
                        .repeat(5000)
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < words.length; i += 7) {
            words[i] = (byte) ((i * 31) >> 3);
        }
        AssemblyFile file = job.add("w.txt", "text/plain", words);
        long[] sizes =
                Arrays.stream(new int[] {0, -1, -9})
                        .mapToLong(level -> {
                            try {
                                return Files.size(
                                        archive(
                                                        job,
                                                        "{'format': 'zip', 'compression_level': "
                                                                + level
                                                                + "}",
                                                        file)
                                                .bytes());
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .toArray();

        assertTrue(sizes[0] > words.length && sizes[1] < words.length && sizes[2] < sizes[1]);
    }

    @Test
    void theAdvancedLayoutHasAFolderForEachStepAndMarksOriginals() throws IOException {
        var job = job();
        AssemblyFile one = text(job, "a.txt", "one");
        AssemblyFile made = text(job, "a.txt", "two").withId("ef".repeat(16));
        var input =
                new RobotInput(
                        List.of(
                                new RobotInput.Item(one, ":original", List.of()),
                                new RobotInput.Item(one, "small", List.of())));
        var names = zip(archive(job, "{'format': 'zip'}", input).bytes()).keySet();
        var layout = ArchiveLayout.ADVANCED;

        assertTrue(
                names.stream().anyMatch(name -> name.matches("original/[0-9a-f]{2}_a\\.txt")),
                names::toString);
        assertTrue(
                layout.place(new RobotInput.Item(made, "small", List.of()), "id")
                        .toString()
                        .matches("small/[0-9a-f]{2}_ef_a\\.txt"));
    }

    @Test
    void thePathIsFilledInForEachFileAndNeverLeavesTheArchive() throws IOException {
        var job = job();
        AssemblyFile one =
                text(job, "a.txt", "one").withMeta(json("{'archive_directory': '../../etc/'}"));
        AssemblyFile two =
                text(job, "b.txt", "two").withMeta(json("{'archive_directory': 'c:\\\\x\\\\y'}"));
        var made =
                archive(
                        job,
                        "{'format': 'zip', 'path': '/${file.meta.archive_directory}/${file.name}'}",
                        one,
                        two);

        assertEquals(List.of("etc/a.txt", "x/y/b.txt"), List.copyOf(zip(made.bytes()).keySet()));
    }

    @ParameterizedTest
    @CsvSource({"'{\"relative_path\": \"a/b\"}', a/b/x.txt", "'{}', x.txt"})
    void theRelativeLayoutKeepsFolders(String meta, String expected) throws IOException {
        var job = job();
        var made =
                archive(
                        job,
                        "{'format': 'zip', 'file_layout': 'relative-path'}",
                        text(job, "x.txt", "one").withMeta(json(meta)));

        assertEquals(List.of(expected), List.copyOf(zip(made.bytes()).keySet()));
    }

    @Test
    void aCancelledJobStops() throws IOException {
        var job = job();
        AssemblyFile file = text(job, "a.txt", "one");
        job.cancel();

        assertThrows(CancellationException.class, () -> archive(job, "{}", file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'format': 'rar'}",
                "{'format': 'zip', 'gzip': true}",
                "{'password': 'x'}",
                "{'format': 'zip', 'password': ''}",
                "{'compression_level': 6}",
                "{'compression_level': -10}",
                "{'file_layout': 'flat'}"
            })
    void whatCannotBeDoneIsRefused(String params) throws IOException {
        assertEquals(
                ErrorCode.FILE_COMPRESS_VALIDATION,
                ParamBinder.check(robot.about(), "z", json(params)).getFirst().code());
    }
}
