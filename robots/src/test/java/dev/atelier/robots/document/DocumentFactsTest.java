package dev.atelier.robots.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class DocumentFactsTest {
    @TempDir Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("document"), bytes);
    }

    private static byte[] pdf(boolean packed, List<String> objects, String trailer)
            throws IOException {
        return packed ? Pdfs.packed(objects, trailer) : Pdfs.plain(objects, trailer);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pdfTellsItsPagesAndWhoMadeIt(boolean packed) throws IOException {
        DocumentFacts facts = PdfFacts.of(file(pdf(packed, Pdfs.OBJECTS, "")));

        assertNull(facts.problem());
        assertEquals(3, facts.pages());
        assertEquals("841.89 x 595.28 pts (A4)", facts.pageSize());
        assertEquals("Sea &", facts.title());
        assertEquals("Ann (of) A\n", facts.author());
        assertEquals("Atelier", facts.producer());
        assertEquals("sea, ship", facts.keywords());
        assertEquals("2026-01-02T01:34:05Z", String.valueOf(facts.created()));
        assertEquals("2026-01-01T00:00:00Z", String.valueOf(facts.modified()));
    }

    /** What is appended counts, and where it says so what it was appended to. */
    @Test
    void changedPdfTellsWhatIsTrueNow() throws IOException {
        byte[] old = Pdfs.plain(Pdfs.OBJECTS, "");
        String text = new String(old, StandardCharsets.ISO_8859_1);
        String start = text.replaceAll("(?s).*startxref\n(\\d+)\n.*", "$1");
        String added =
                "2 0 obj\n<< /Type /Pages /Count 8 /Kids [3 0 R] >>\nendobj\n"
                        + "xref\n2 1\n%010d 00000 n \n".formatted(old.length)
                        + "trailer\n<< /Root 1 0 R /Info 5 0 R /Prev "
                        + start
                        + " >>\nstartxref\n";
        int table = old.length + added.indexOf("xref\n2 1");

        DocumentFacts facts =
                PdfFacts.of(
                        file(
                                (text + added + table + "\n%%EOF")
                                        .getBytes(StandardCharsets.ISO_8859_1)));

        assertEquals(8, facts.pages());
        assertEquals("Sea &", facts.title());
    }

    @Test
    void textsOfAnEncryptedPdfAreLeftAlone() throws IOException {
        DocumentFacts facts = PdfFacts.of(file(Pdfs.plain(Pdfs.OBJECTS, "/Encrypt 4 0 R")));

        assertEquals(3, facts.pages());
        assertNull(facts.title());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<< /Pages 1 0 R >>|has no pages or is damaged",
                "1 0 R|has no pages or is damaged",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[|is nested too deep",
                "<< /Pages (never ends >>|holds a text without an end"
            })
    void damagedPdfSaysSo(String catalogue, String problem) throws IOException {
        List<String> objects = new ArrayList<>(Pdfs.OBJECTS);
        objects.set(0, catalogue);

        DocumentFacts facts = PdfFacts.of(file(Pdfs.plain(objects, "")));

        assertNull(facts.pages());
        assertTrue(
                problem.equals(facts.problem()) || catalogue.contains("/Pages 1 0"),
                facts.problem());
    }

    @Test
    void pagesThatGoInCirclesEnd() throws IOException {
        List<String> objects = new ArrayList<>(Pdfs.OBJECTS);
        objects.set(1, "<< /Type /Pages /Count 4 /Kids [2 0 R] >>");

        assertEquals(4, PdfFacts.of(file(Pdfs.plain(objects, "/Prev 15"))).pages());
    }

    @Test
    void packedObjectsThatGrowBeyondMeasureAreRefused() throws IOException {
        List<String> objects = new ArrayList<>(Pdfs.OBJECTS);
        objects.add("(" + "a".repeat(20 << 20) + ")");

        DocumentFacts facts = PdfFacts.of(file(Pdfs.packed(objects, "")));

        assertEquals("unpacks to more than 16 MiB", facts.problem());
        assertTrue(Files.size(folder.resolve("document")) < 100_000);
    }

    @Test
    void lengthOfAContainerThatStandsInsideItIsRefused() throws IOException {
        String pdf =
                new String(Pdfs.packed(Pdfs.OBJECTS, ""), StandardCharsets.ISO_8859_1)
                        .replaceFirst(
                                "/Filter /FlateDecode /Length \\d{3} >>",
                                "/Filter/FlateDecode/Length 5 0 R >>");

        DocumentFacts facts = PdfFacts.of(file(pdf.getBytes(StandardCharsets.ISO_8859_1)));

        assertTrue(pdf.contains("/Length 5 0 R"));
        assertEquals("has a damaged index", facts.problem());
    }

    @Test
    void streamsOfOnePdfShareWhatTheyMayUnpackTo() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(packed)) {
            deflating.write(new byte[12 << 20]);
        }
        var in = new PdfBytes(MemorySegment.ofArray(packed.toByteArray()));
        var about = new PdfValue.Dict(Map.of("Filter", new PdfValue.Name("FlateDecode")));
        var streams = new PdfStream();
        streams.unpacked(about, in, 0, in.size());
        streams.unpacked(about, in, 0, in.size());

        var refused =
                assertThrows(
                        DocumentException.class, () -> streams.unpacked(about, in, 0, in.size()));

        assertEquals("unpacks to more than 32 MiB", refused.getMessage());
    }

    @Test
    void streamThatIsNotPackedIsNoLargerThanAnother() {
        var in = new PdfBytes(MemorySegment.ofArray(new byte[17 << 20]));
        var about = new PdfValue.Dict(Map.of());

        assertThrows(
                DocumentException.class, () -> new PdfStream().unpacked(about, in, 0, in.size()));
    }

    @Test
    void flawedPdfsEndInTime() throws IOException {
        for (long seed = 1; seed <= 600; seed++) {
            var random = new SplittableRandom(seed);
            byte[] flawed = pdf(seed % 2 == 0, Pdfs.OBJECTS, "");
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                flawed[random.nextInt(flawed.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(5) == 0) {
                flawed = Arrays.copyOf(flawed, random.nextInt(flawed.length));
            }
            Path file = file(flawed);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> assertNotNull(PdfFacts.of(file)), "" + seed);
        }
    }

    private Path zip(Map<String, String> members) throws IOException {
        Path file = folder.resolve("office");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var member : members.entrySet()) {
                out.putNextEntry(new ZipEntry(member.getKey()));
                out.write(member.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    @Test
    void officeDocumentTellsWhatItsProgramCounted() throws IOException {
        Path file =
                zip(
                        Map.of(
                                "docProps/app.xml",
                                "<Properties><Pages>7</Pages><Words>900</Words><Lines>80</Lines>"
                                        + "<Characters>4000</Characters><Paragraphs>30</Paragraphs>"
                                        + "<CharactersWithSpaces>4900</CharactersWithSpaces>"
                                        + "<Application>Writer</Application></Properties>",
                                "docProps/core.xml",
                                "<c:p xmlns:c='c' xmlns:dc='d'"
                                    + " xmlns:t='t'><dc:title>Sea</dc:title><dc:creator>Ann</dc:creator><c:keywords>a,"
                                    + " b</c:keywords>"
                                    + "<t:created>2026-01-02T03:04:05Z</t:created></c:p>",
                                "word/document.xml",
                                "<w/>"));

        DocumentFacts facts = OfficeFacts.of(file);

        assertEquals(7, facts.pages());
        assertEquals("Writer", facts.producer());
        assertEquals("Ann", facts.author());
        assertEquals("Sea", facts.title());
        assertEquals("2026-01-02T03:04:05Z", String.valueOf(facts.created()));
        assertEquals(new DocumentFacts.Counts(900L, 4000L, 4900L, 80L, 30L), facts.counts());
    }

    @Test
    void openDocumentIsReadToo() throws IOException {
        Path file =
                zip(
                        Map.of(
                                "meta.xml",
                                "<o:m xmlns:o='o' xmlns:m='m' xmlns:d='d'><m:keyword>a</m:keyword>"
                                        + "<m:keyword>b</m:keyword><d:date>2026-01-02T03:04:05.5"
                                        + "</d:date><m:document-statistic m:page-count='4'"
                                        + " m:word-count='10'/></o:m>"));

        DocumentFacts facts = OfficeFacts.of(file);

        assertEquals(4, facts.pages());
        assertEquals("a, b", facts.keywords());
        assertEquals(10, facts.counts().words());
        assertEquals("2026-01-02T03:04:05.500Z", String.valueOf(facts.modified()));
    }

    @Test
    void entitiesOfAnOfficeDocumentAreNotFollowed() throws IOException {
        Path file =
                zip(
                        Map.of(
                                "docProps/core.xml",
                                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
                                        + "<a><title>&x;</title></a>"));

        assertNull(OfficeFacts.of(file).title());
    }

    @Test
    void brokenArchiveSaysSo() throws IOException {
        assertEquals(
                "is damaged or protected by a password",
                OfficeFacts.of(file("PK\3\4 and no more".getBytes(StandardCharsets.UTF_8)))
                        .problem());
    }

    @Test
    void wordsOfATextAreCounted() throws IOException {
        String text = "The sea is wide.\r\nAnd blue – 🐳\r\n\r\n\r\nEnd";

        DocumentFacts.Counts counts =
                TextFacts.of(file(text.getBytes(StandardCharsets.UTF_8))).counts();

        assertEquals(new DocumentFacts.Counts(9L, 25L, 31L, 5L, 2L), counts);
    }
}
