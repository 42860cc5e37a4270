package dev.atelier.robots.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.archive.Archives;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PixelLimits;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

class FileVerifyRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PDF_BODY = "%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n";

    private final Codec codec = new Codec(PixelLimits.DEFAULT);
    private final FileVerifyRobot robot = new FileVerifyRobot(codec, ArchiveLimits.DEFAULT);
    private FakeJob job;

    @TempDir Path folder;

    @BeforeEach
    void open() throws IOException {
        job = new FakeJob(folder);
    }

    private static ObjectNode json(String single) throws IOException {
        return (ObjectNode) JSON.readTree(single.replace('\'', '"'));
    }

    private boolean passes(String wanted, String name, String mime, byte[] content)
            throws Exception {
        int before = job.emissions().size();
        run("{'verify_to_be': '" + wanted + "'}", job.add(name, mime, content));
        return job.emissions().size() > before;
    }

    private void run(String params, AssemblyFile file) throws Exception {
        try {
            robot.run(ParamBinder.bind(robot.about(), "v", json(params)), FakeJob.input(file), job);
        } finally {
            job.giveBack();
        }
    }

    private byte[] picture(ImageFormat format) throws IOException {
        var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 48; i++) {
            image.setRGB(i % 64, i / 64, i * 7919);
        }
        Path out = folder.resolve("made");
        codec.encode(image, Encoding.of(format), out);
        return Files.readAllBytes(out);
    }

    private static byte[] pdf(int index) {
        String end = "xref\n0 1\ntrailer\n<</Size 1>>\nstartxref\n" + index + "\n%%EOF\n";
        return (PDF_BODY + end).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, whole.length * 2 / 3);
    }

    @ParameterizedTest
    @CsvSource({"image", "image/png", "image/*", "IMAGE/PNG"})
    void aSoundPictureGoesOn(String wanted) throws Exception {
        String asked = wanted.startsWith("IMAGE") ? "image/PNG" : wanted;

        assertTrue(passes(asked, "a.png", "image/png", picture(ImageFormat.PNG)));
    }

    @ParameterizedTest
    @CsvSource({"JPEG, image/jpeg", "PNG, image/png", "GIF, image/gif", "WEBP, image/webp"})
    void aPictureThatIsCutOffIsStopped(ImageFormat format, String mime) throws Exception {
        assertTrue(!passes("image", "a", mime, cut(picture(format))));
        assertTrue(passes("image", "a", mime, picture(format)));
    }

    @Test
    void theContentCountsAndNotTheName() throws Exception {
        byte[] text = "no picture".getBytes(StandardCharsets.US_ASCII);

        assertTrue(!passes("image", "a.png", "text/plain", text));
        assertTrue(!passes("image/jpeg", "a.jpg", "image/png", picture(ImageFormat.PNG)));
        assertTrue(passes("text", "a.png", "text/plain", text));
    }

    @Test
    void aPdfNeedsAnIndexWhereItsEndSays() throws Exception {
        String mime = "application/pdf";
        byte[] good = pdf(PDF_BODY.length());

        assertTrue(passes("pdf", "a.pdf", mime, good));
        assertTrue(passes("document", "a.pdf", mime, good));
        assertTrue(!passes("application/pdf", "a.pdf", mime, pdf(3)));
        assertTrue(!passes("application/pdf", "a.pdf", mime, pdf(9_999)));
        assertTrue(!passes("application/pdf", "a.pdf", mime, cut(good)));
    }

    @Test
    void anArchiveIsUnpackedToItsEnd() throws Exception {
        byte[] zip = Archives.of("zip", Map.of("a.txt", "some words ".repeat(50)));
        byte[] broken = zip.clone();
        broken[45] ^= 0x55;

        assertTrue(passes("archive", "a.zip", "application/zip", zip));
        assertTrue(!passes("archive", "a.zip", "application/zip", broken));
        assertTrue(!passes("archive", "a.zip", "application/zip", cut(zip)));
    }

    @Test
    void aStoppedFileEndsTheAssemblyOnRequest() throws Exception {
        AssemblyFile bad = job.add("a.jpg", "image/jpeg", cut(picture(ImageFormat.JPEG)));
        var own =
                assertThrows(
                        AssemblyException.class,
                        () -> run("{'verify_to_be': 'image', 'error_on_decline': true}", bad));
        var given =
                assertThrows(
                        AssemblyException.class,
                        () -> run("{'error_on_decline': true, 'error_msg': 'PDF only'}", bad));

        assertEquals(ErrorCode.FILE_VERIFY_INVALID_FILE, own.error().code());
        assertTrue(own.error().message().startsWith("a.jpg is"), own.error().message());
        assertEquals("PDF only", given.error().message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'verify_to_be': 'picture'}",
                "{'verify_to_be': 'image/'}",
                "{'repair_pdf': true}"
            })
    void whatCannotBeDoneIsRefused(String params) throws IOException {
        assertEquals(
                ErrorCode.FILE_VERIFY_VALIDATION,
                ParamBinder.check(robot.about(), "v", json(params)).getFirst().code());
    }
}
