package dev.atelier.robots.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.codec.PictureException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

class PdfPagesTest {
    private static final PdfPages.Fit WITHIN = new PdfPages.Fit(100, 100, false);
    private static final long PLENTY = 1_000_000;

    private final PdfPages pages = new PdfPages(PdfPages.Limits.DEFAULT);

    @TempDir Path folder;

    private Path file(byte[] pdf) throws IOException {
        return Files.write(folder.resolve("in.pdf"), pdf);
    }

    /** A page of 200 × 100, red on the left and blue on the right, with more in its entry. */
    private static byte[] halves(String more) {
        return page(
                "/MediaBox [0 0 200 100] " + more,
                latin("1 0 0 rg 0 0 100 100 re f 0 0 1 rg 100 0 100 100 re f"),
                "");
    }

    /** One page with what it draws, which is object 4, and what stands beside its length. */
    private static byte[] page(String more, byte[] content, String filter, String... others) {
        List<String> objects =
                Stream.concat(
                                Stream.of(
                                        "<< /Type /Catalog /Pages 2 0 R >>",
                                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                                        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s >>"
                                                .formatted(more),
                                        "<< /Length %d %s >>\nstream\n%s\nendstream"
                                                .formatted(
                                                        content.length,
                                                        filter,
                                                        new String(
                                                                content,
                                                                StandardCharsets.ISO_8859_1))),
                                Stream.of(others))
                        .toList();
        return Pdfs.plain(objects, "");
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aPageIsDrawnWithinOrOverASize() throws IOException {
        Path pdf = file(halves(""));

        BufferedImage within = pages.first(pdf, WITHIN, PLENTY).image();
        BufferedImage over = pages.first(pdf, new PdfPages.Fit(100, 100, true), PLENTY).image();
        BufferedImage few = pages.first(pdf, new PdfPages.Fit(400, 400, true), 20_000).image();

        assertEquals("100x50", within.getWidth() + "x" + within.getHeight());
        assertEquals("200x100", over.getWidth() + "x" + over.getHeight());
        assertEquals("200x100", few.getWidth() + "x" + few.getHeight());
        assertEquals(0xFFFF0000, over.getRGB(50, 50));
        assertEquals(0xFF0000FF, over.getRGB(150, 50));
    }

    @Test
    void aTurnedAndCutPageIsDrawnAsItIsShown() throws IOException {
        Path pdf = file(halves("/Rotate 90 /CropBox [50 0 200 100]"));

        BufferedImage shown = pages.first(pdf, new PdfPages.Fit(100, 150, false), PLENTY).image();

        assertEquals("100x150", shown.getWidth() + "x" + shown.getHeight());
        assertEquals(0xFFFF0000, shown.getRGB(50, 20));
        assertEquals(0xFF0000FF, shown.getRGB(50, 120));
    }

    static Stream<Arguments> hostile() throws IOException {
        String form =
                "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 5"
                        + " /Resources << /XObject << /X 5 0 R >> >> >>\nstream\n/X Do\nendstream";
        return Stream.of(
                Arguments.of("no PDF at all", latin("%PDF-1.4 and no more"), "is damaged"),
                Arguments.of("a page tree that is its own child", treeOfItself(), ""),
                Arguments.of("no page", Pdfs.plain(noPage(), ""), "has no page"),
                Arguments.of(
                        "a form that draws itself",
                        page(drawing(), latin("/X Do"), "", form),
                        "DRAWN"),
                Arguments.of(
                        "a page of a light year",
                        page("/MediaBox [0 0 1e30 1e30]", latin(""), ""),
                        ""),
                Arguments.of("a long page", page("/MediaBox [0 0 1 1e9]", latin(""), ""), "DRAWN"),
                Arguments.of("brackets in brackets", nested(), ""),
                Arguments.of("a locked one", locked(), "is encrypted"));
    }

    private static String drawing() {
        return "/MediaBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>";
    }

    private static List<String> noPage() {
        return List.of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 0 /Kids [] >>");
    }

    private static byte[] treeOfItself() {
        return Pdfs.plain(
                List.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"),
                "");
    }

    /** A font of 150 MB. */
    private static byte[] bomb() throws IOException {
        byte[] zeros = packed(new byte[1 << 20], 150);
        String stream = new String(zeros, StandardCharsets.ISO_8859_1);
        return page(
                "/MediaBox [0 0 9 9] /Resources << /Font << /F << /Type /Font /Subtype /TrueType"
                        + " /BaseFont /F /FontDescriptor << /Type /FontDescriptor /Flags 4"
                        + " /FontName /F /FontFile2 5 0 R >> >> >> >>",
                latin("BT /F 9 Tf (x) Tj ET"),
                "",
                "<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
                        .formatted(zeros.length, stream));
    }

    private static byte[] packed(byte[] block, int times) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(out, new Deflater(1))) {
            for (int i = 0; i < times; i++) {
                deflating.write(block);
            }
        }
        return out.toByteArray();
    }

    private static byte[] nested() {
        return page("/MediaBox [0 0 9 9] /Deep " + "[".repeat(200_000), latin(""), "");
    }

    /** The hashes fit no password that could be guessed here. */
    private static byte[] locked() {
        String hash = "<" + "5a".repeat(32) + ">";
        return Pdfs.plain(
                List.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
                        "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O %s /U %s >>"
                                .formatted(hash, hash)),
                "/Encrypt 4 0 R /ID [<00> <00>]");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void whateverComesIsDrawnOrRefusedInTime(String what, byte[] pdf, String reason)
            throws IOException {
        Path file = file(pdf);
        String said;
        try {
            BufferedImage image = pages.first(file, WITHIN, PLENTY).image();
            said = "DRAWN";
            assertTrue((long) image.getWidth() * image.getHeight() <= PLENTY, what);
        } catch (PictureException e) {
            said = e.getMessage();
        }

        assertTrue(said.contains(reason), what + ": " + said);
    }

    @Test
    void aPageThatTakesTooMuchMemoryIsGivenUp() throws IOException {
        Path pdf = file(bomb());
        var poor = new PdfPages(new PdfPages.Limits(Duration.ofSeconds(20), 40, 1));

        var full = assertThrows(PictureException.class, () -> poor.first(pdf, WITHIN, PLENTY));

        assertTrue(full.getMessage().contains("than the 40 MB of documents.page_megabytes"));
    }

    private Path endless() throws IOException {
        byte[] drawing = latin("0 0 9 9 re f ".repeat(10_000));
        byte[] packed = packed(drawing, 2_000);
        return file(page("/MediaBox [0 0 9 9]", packed, "/Filter /FlateDecode"));
    }

    @Test
    void aPageThatTakesTooLongIsGivenUp() throws IOException {
        Path pdf = endless();
        var hasty = new PdfPages(new PdfPages.Limits(Duration.ofSeconds(1), 128, 1));

        var late = assertThrows(PictureException.class, () -> hasty.first(pdf, WITHIN, PLENTY));

        assertTrue(late.getMessage().contains("within the 1 s of documents.page_seconds"));
    }

    @Test
    void theProcessEndsWhenTheServerIsNotThereToEndIt() throws Exception {
        List<String> line = new ArrayList<>(pages.line());
        line.addAll(List.of(endless().toString(), "9", "9", "false", "81", "1"));

        Process process = new ProcessBuilder(line).start();
        try {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it runs on");
            assertEquals(PdfPagePainter.LATE, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void picturesThatAreNotReadHereAreMissed() throws IOException {
        String image =
                "<< /Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray"
                        + " /BitsPerComponent 8 /Filter /JPXDecode /Length 4 >>\nstream\nabcd\n"
                        + "endstream";
        byte[] pdf = page(drawing(), latin("9 0 0 9 0 0 cm /X Do"), "", image);

        assertEquals(false, pages.first(file(pdf), WITHIN, PLENTY).whole());
        assertEquals(true, pages.first(file(halves("")), WITHIN, PLENTY).whole());
    }
}
