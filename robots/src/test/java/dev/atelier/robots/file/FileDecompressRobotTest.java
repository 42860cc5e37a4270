package dev.atelier.robots.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.archive.Archives;
import dev.atelier.robots.archive.EncryptedZipWriter;

import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.EncryptionMethod;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class FileDecompressRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ArchiveLimits SMALL =
            new ArchiveLimits(20, 5_000_000, 100, 100_000, 16_384);
    private static final Map<String, String> TWO =
            new TreeMap<>(Map.of("a/b/p.txt", "one", "q.txt", "two"));

    private final FileDecompressRobot robot = new FileDecompressRobot(SMALL);

    @TempDir Path folder;

    private static ObjectNode json(String single) throws IOException {
        return (ObjectNode) JSON.readTree(single.replace('\'', '"'));
    }

    private FakeJob unpack(byte[] archive, String name, String params) throws IOException {
        var job = job();
        unpack(job, archive, name, params);
        return job;
    }

    private FakeJob job() throws IOException {
        return new FakeJob(Files.createTempDirectory(folder, "job"));
    }

    private void unpack(FakeJob job, byte[] archive, String name, String params)
            throws IOException {
        var file = job.add(name, "application/zip", archive);
        robot.run(ParamBinder.bind(robot.about(), "x", json(params)), FakeJob.input(file), job);
    }

    private static Map<String, String> files(FakeJob job) throws IOException {
        var files = new LinkedHashMap<String, String>();
        for (FakeJob.Result result : job.results()) {
            String directory = result.emission().meta().required("archive_directory").asText();
            files.put(directory + ":" + result.name(), Files.readString(result.bytes()));
        }
        return files;
    }

    private ErrorCode refusal(byte[] archive, String params) {
        return refusal(archive, "x.zip", params).error().code();
    }

    private AssemblyException refusal(byte[] archive, String name, String params) {
        return assertThrows(AssemblyException.class, () -> unpack(archive, name, params));
    }

    private static byte[] aes(String password) throws IOException {
        Path content = Files.writeString(Files.createTempFile("content", ".txt"), "secret");
        var out = new ByteArrayOutputStream();
        try (var zip = new EncryptedZipWriter(out, 6, password)) {
            zip.add("s.txt", content, () -> {});
        } finally {
            Files.delete(content);
        }
        return out.toByteArray();
    }

    private static byte[] zipCrypto(String password) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, password.toCharArray())) {
            var entry = new ZipParameters();
            entry.setFileNameInZip("s.txt");
            entry.setEncryptFiles(true);
            entry.setEncryptionMethod(EncryptionMethod.ZIP_STANDARD);
            zip.putNextEntry(entry);
            zip.write("secret".getBytes(StandardCharsets.US_ASCII));
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        return Archives.under(GzipCompressorOutputStream::new, plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zip", "7z", "tar", "cpio", "ar", "tar.gz", "tar.bz2", "tar.xz", "cpio.gz"})
    void theFilesOfEveryFormatComeOutWithTheirFolders(String format) throws IOException {
        var job = unpack(Archives.of(format, TWO), "set." + format, "{}");

        assertEquals(Map.of("a/b:p.txt", "one", ":q.txt", "two"), files(job));
        assertEquals(
                "a/b", job.results().getFirst().emission().meta().get("relative_path").asText());
    }

    @Test
    void aSingleCompressedFileKeepsItsName() throws IOException {
        byte[] plain = "some words".getBytes(StandardCharsets.US_ASCII);

        assertEquals(
                Map.of(":note.txt", "some words"), files(unpack(gzip(plain), "note.txt.gz", "{}")));
    }

    @Test
    void emptyFilesAndArchivesWithinArchivesAreFiles() throws IOException {
        byte[] inner = Archives.of("zip", TWO);
        var job = job();
        unpack(job, Archives.of("zip", new TreeMap<>(Map.of("e.txt", ""))), "x.zip", "{}");
        unpack(job, gzip(gzip(inner)), "x.zip.gz.gz", "{}");

        assertEquals(0, Files.size(job.results().getFirst().bytes()));
        assertEquals("x.zip.gz", job.results().getLast().name());
    }

    @ParameterizedTest
    @CsvSource({"aes", "zipcrypto", "7z"})
    void anEncryptedArchiveOpensWithItsPasswordOnly(String kind) throws IOException {
        byte[] archive =
                switch (kind) {
                    case "aes" -> aes("pässword");
                    case "zipcrypto" -> zipCrypto("pässword");
                    default -> Archives.sevenZip(Map.of("s.txt", "secret"), "pässword");
                };

        assertEquals(
                Map.of(":s.txt", "secret"),
                files(unpack(archive, "x.zip", "{'password': 'pässword'}")));
        assertEquals(ErrorCode.FILE_DECOMPRESS_PASSWORD_REQUIRED, refusal(archive, "{}"));
        assertEquals(
                ErrorCode.FILE_DECOMPRESS_PASSWORD_INCORRECT,
                refusal(archive, "{'password': 'other'}"));
    }

    @Test
    void aPasswordNobodyNeedsDoesNoHarm() throws IOException {
        var job = unpack(Archives.of("zip", TWO), "x.zip", "{'password': 'x'}");

        assertEquals(2, job.results().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "cpio", "7z"})
    void namesNeverLeadOutOfTheArchive(String format) throws IOException {
        var names =
                List.of("../../up.txt", "/etc/passwd", "C:\\win\\..\\ini", "a/./.. /b\u202Egnp");
        var files = new LinkedHashMap<String, String>();
        names.forEach(name -> files.put(name, name));
        var job = unpack(Archives.of(format, files), "x", "{}");

        assertEquals(
                List.of(":up.txt", "etc:passwd", "win:ini", "a:bgnp"),
                List.copyOf(files(job).keySet()));
        try (var all = Files.walk(folder)) {
            assertTrue(all.noneMatch(path -> path.endsWith("up.txt")));
        }
    }

    @Test
    void namesThatDifferInCaseOnlyStayApart() throws IOException {
        var both = new LinkedHashMap<>(Map.of("A.txt", "1", "a.txt", "2"));
        var job = unpack(Archives.of("zip", both), "x", "{}");

        assertEquals(Map.of(":A.txt", "1", ":a.txt", "2"), files(job));
    }

    @Test
    void aLinkWithinTheArchiveIsLeftOutWithANotice() throws IOException {
        var job = unpack(Archives.tarWithLink("a/link", "../z.txt"), "x.tar", "{}");

        assertEquals(Map.of(":z.txt", "z"), files(job));
        assertTrue(job.warnings().getFirst().contains("a/link"), job.warnings()::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "link, ../z.txt",
        "a/link, ../../z.txt",
        "link, /etc/passwd",
        "a/link, x/../../../y",
        "link, C:/boot.ini"
    })
    void aLinkOutOfTheArchiveIsRefused(String name, String target) throws IOException {
        assertEquals(
                ErrorCode.FILE_DECOMPRESS_INVALID_INPUT,
                refusal(Archives.tarWithLink(name, target), "{}"));
        assertEquals(
                ErrorCode.FILE_DECOMPRESS_INVALID_INPUT, refusal(zipWithLink(name, target), "{}"));
    }

    private static byte[] zipWithLink(String name, String target) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(out)) {
            var entry = new ZipArchiveEntry(name);
            entry.setUnixMode(0xA1FF);
            zip.putArchiveEntry(entry);
            zip.write(target.getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar.gz", "tar.xz", "7z"})
    void aBombIsStoppedByItsRatio(String format) throws IOException {
        byte[] bomb = Archives.of(format, Map.of("zeros", "\0".repeat(3_000_000)));
        var job = job();
        var refused =
                assertThrows(AssemblyException.class, () -> unpack(job, bomb, "x", "{}")).error();

        assertEquals(ErrorCode.FILE_DECOMPRESS_INVALID_INPUT, refused.code());
        assertTrue(refused.message().contains("100 times"), refused.message());
        try (var left = Files.list(job.scratch())) {
            long largest = left.mapToLong(path -> path.toFile().length()).max().orElse(0);
            assertTrue(largest <= Math.max(100_000, 100L * bomb.length), "wrote " + largest);
        }
    }

    @Test
    void allMembersTogetherCountForTheTotal() throws IOException {
        var files = new TreeMap<String, String>();
        for (int i = 0; i < 11; i++) {
            files.put("f" + i, Integer.toString(i).repeat(500_000));
        }
        var refused = refusal(Archives.tar(files), "x.tar", "{}");

        assertTrue(refused.error().message().contains("5000000 bytes"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "cpio", "ar", "7z"})
    void tooManyMembersAreRefused(String format) throws IOException {
        var files = new TreeMap<String, String>();
        for (int i = 0; i < 21; i++) {
            files.put("f" + i, "");
        }
        var refused = refusal(Archives.of(format, files), "x", "{}");

        assertTrue(refused.error().message().contains("20 members"), refused.getMessage());
    }

    @Test
    void overlappingMembersAreRefusedBeforeAnythingIsUnpacked() throws IOException {
        var job = job();
        byte[] archive = Archives.overlapping(Archives.of("zip", TWO));
        var refused = assertThrows(AssemblyException.class, () -> unpack(job, archive, "x", "{}"));

        assertTrue(refused.error().message().contains("overlap"), refused.getMessage());
        assertEquals(List.of(), job.emissions());
    }

    @ParameterizedTest
    @CsvSource({"20, 2000000000", "24, 2", "24, 2000000000", "16, 7", "42, 100000", "28, 65535"})
    void aDirectoryThatLiesIsRefused(int at, int value) throws IOException {
        byte[] archive = Archives.withRecord(Archives.of("zip", TWO), at, value);

        assertEquals(ErrorCode.FILE_DECOMPRESS_INVALID_INPUT, refusal(archive, "{}"));
    }

    @Test
    void aHeaderThatGrowsIsStopped() throws IOException {
        byte[] tar = Archives.tarWithLongName(4_000_000);
        var refused = refusal(gzip(tar), "x.tar.gz", "{}");

        assertEquals(ErrorCode.FILE_DECOMPRESS_INVALID_INPUT, refused.error().code());
    }

    @Test
    void whatIsCutOffOrNoArchiveIsRefused() throws IOException {
        for (String format : List.of("zip", "7z", "tar.gz", "tar.xz", "cpio")) {
            byte[] whole = Archives.of(format, Map.of("a.txt", "some words ".repeat(200)));
            byte[] cut = Arrays.copyOf(whole, whole.length * 2 / 3);
            assertEquals(ErrorCode.FILE_DECOMPRESS_INVALID_INPUT, refusal(cut, "{}"), format);
        }
        byte[] text = "just words".getBytes(StandardCharsets.US_ASCII);
        assertEquals(ErrorCode.FILE_DECOMPRESS_INVALID_INPUT, refusal(text, "{}"));
        assertEquals(ErrorCode.FILE_DECOMPRESS_INVALID_INPUT, refusal(new byte[0], "{}"));
    }

    @Test
    void rarIsRefusedByName() {
        byte[] rar = "Rar!\u001A\u0007\u0000".getBytes(StandardCharsets.ISO_8859_1);

        assertTrue(refusal(rar, "x.rar", "{}").error().message().contains("RAR"));
    }

    @Test
    void withoutTurboNothingGoesOnFromABadArchive() throws IOException {
        byte[] tar = Archives.tar(new TreeMap<>(Map.of("a.txt", "one", "b.txt", "two")));
        var out = new ByteArrayOutputStream();
        try (OutputStream joined = out) {
            joined.write(Arrays.copyOf(tar, 1024));
            joined.write(Archives.tarWithLink("bad", "/etc/passwd"));
        }
        var fast = job();
        var slow = job();
        assertThrows(AssemblyException.class, () -> unpack(fast, out.toByteArray(), "x.tar", "{}"));
        assertThrows(
                AssemblyException.class,
                () -> unpack(slow, out.toByteArray(), "x.tar", "{'turbo': false}"));

        assertEquals(1, fast.results().size());
        assertEquals(0, slow.results().size());
    }
}
