package dev.atelier.robots.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Libraries;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.document.PdfPages;
import dev.atelier.robots.meta.MediaTools;

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

class FilePreviewRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PdfPages PAGES = new PdfPages(PdfPages.Limits.DEFAULT);

    private final Codec codec = new Codec(PixelLimits.DEFAULT);
    private final FilePreviewRobot robot =
            new FilePreviewRobot(codec, () -> MediaTools.NONE, PAGES);
    private FakeJob job;

    @TempDir Path folder;

    @BeforeEach
    void open() throws IOException {
        job = new FakeJob(folder);
    }

    private static ObjectNode json(String single) throws IOException {
        return (ObjectNode) JSON.readTree(single.replace('\'', '"'));
    }

    private FakeJob.Result preview(String params, AssemblyFile file) throws Exception {
        robot.run(ParamBinder.bind(robot.about(), "p", json(params)), FakeJob.input(file), job);
        job.giveBack();
        return job.results().getLast();
    }

    private BufferedImage shown(FakeJob.Result made) throws IOException {
        return Codec.srgb8(codec.decode(made.bytes()));
    }

    /** 400 × 100, left half red, right half blue. */
    private AssemblyFile picture() throws IOException {
        var image = new BufferedImage(400, 100, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 400 * 100; i++) {
            image.setRGB(i % 400, i / 400, i % 400 < 200 ? 0xFF0000 : 0x0000FF);
        }
        Path out = folder.resolve("made.png");
        codec.encode(image, Encoding.of(ImageFormat.PNG), out);
        return job.add(out, "wide.png", "image/png");
    }

    private AssemblyFile other(String name, String mime) throws IOException {
        return job.add(name, mime, "x".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "pad, true, 300, 200",
        "fit, true, 300, 75",
        "fillcrop, true, 300, 200",
        "min_fit, true, 800, 200",
        "stretch, true, 300, 200",
        "crop, true, 300, 200",
        "min_fit, false, 400, 100",
        "stretch, false, 300, 100"
    })
    void everyStrategyGivesItsSize(String strategy, boolean zoom, int width, int height)
            throws Exception {
        var made =
                preview("{'resize_strategy': '" + strategy + "', 'zoom': " + zoom + "}", picture());
        BufferedImage shown = shown(made);

        assertEquals("wide.png", made.name());
        assertEquals(width + "x" + height, shown.getWidth() + "x" + shown.getHeight());
        int middle = height / 2;
        assertEquals(0xFFFF0000, shown.getRGB(width / 4, middle));
        assertEquals(0xFF0000FF, shown.getRGB(width * 3 / 4, middle));
    }

    @Test
    void thePaddingHasTheBackground() throws Exception {
        BufferedImage solid = shown(preview("{'background': '#00ff00'}", picture()));
        BufferedImage clear = shown(preview("{'background': '#00ff0000'}", picture()));

        assertEquals(0xFF00FF00, solid.getRGB(150, 5));
        assertEquals(0, clear.getRGB(150, 5) >>> 24);
        assertEquals(0xFFFF0000, clear.getRGB(10, 100));
    }

    @ParameterizedTest
    @CsvSource({"png, PNG, png", "jpg, JPEG, jpg", "webp, WEBP, webp", "gif, GIF, gif"})
    void thePreviewHasTheFormat(String format, ImageFormat found, String extension)
            throws Exception {
        var made = preview("{'format': '" + format + "'}", other("a.doc", "application/x-doc"));

        assertEquals("a." + extension, made.name());
        assertEquals(found, codec.probe(made.bytes()).format());
    }

    @Test
    void theIconShowsTheKindAndTheExtension() throws Exception {
        BufferedImage zip =
                shown(preview("{'icon_style': 'square'}", other("a.zip", "application/zip")));
        BufferedImage rar =
                shown(preview("{'icon_style': 'square'}", other("a.rar", "application/vnd.rar")));
        BufferedImage bare =
                shown(
                        preview(
                                "{'icon_style': 'square', 'icon_text_content': 'none'}",
                                other("a.zip", "application/zip")));
        BufferedImage audio =
                shown(preview("{'icon_style': 'square'}", other("a.mp3", "audio/mpeg")));

        assertEquals(zip.getRGB(150, 40), rar.getRGB(150, 40));
        assertTrue(different(zip, rar) > 50 && different(zip, bare) > 50);
        assertTrue(zip.getRGB(150, 40) != audio.getRGB(150, 40));
        assertEquals(0xFFFFFFFF, zip.getRGB(2, 2));
    }

    @Test
    void theTextHasItsColour() throws Exception {
        BufferedImage icon =
                shown(preview("{'icon_text_color': '#ff00ff'}", other("a.pdf", "application/pdf")));
        long pink =
                Arrays.stream(icon.getRGB(0, 0, 300, 200, null, 0, 300))
                        .filter(argb -> argb == 0xFFFF00FF)
                        .count();

        assertTrue(pink > 50, "pixels of the text: " + pink);
    }

    private static int different(BufferedImage one, BufferedImage two) {
        int count = 0;
        for (int i = 0; i < 300 * 200; i++) {
            count += one.getRGB(i % 300, i / 300) == two.getRGB(i % 300, i / 300) ? 0 : 1;
        }
        return count;
    }

    @Test
    void aPictureThatCannotBeShownGetsItsIconAndANotice() throws Exception {
        byte[] broken = Arrays.copyOf(Files.readAllBytes(job.open(picture())), 60);
        var made = preview("{}", job.add("bad.png", "image/png", broken));

        assertEquals("300x200", shown(made).getWidth() + "x" + shown(made).getHeight());
        assertTrue(job.warnings().getFirst().contains("bad.png"), job.warnings()::toString);
    }

    @Test
    void theWaysAreTriedInTheirOrder() throws Exception {
        BufferedImage icon = shown(preview("{'strategy': {'image': ['icon']}}", picture()));
        robot.run(
                ParamBinder.bind(robot.about(), "p", json("{'strategy': {'audio': ['artwork']}}")),
                FakeJob.input(other("a.mp3", "audio/mpeg")),
                job);

        assertEquals(0xFFFFFFFF, icon.getRGB(10, 100));
        assertEquals(1, job.results().size());
        assertTrue(job.warnings().getLast().contains("a.mp3"), job.warnings()::toString);
    }

    @Test
    void avifIsWrittenWhereThereIsALibraryAndRefusedByNameElsewhere() throws Exception {
        var without =
                new FilePreviewRobot(
                        new Codec(PixelLimits.DEFAULT, Libraries.off()),
                        () -> MediaTools.NONE,
                        PAGES);
        var params = ParamBinder.bind(robot.about(), "p", json("{'format': 'avif'}"));
        AssemblyFile picture = picture();

        var refused =
                assertThrows(
                        PictureException.class,
                        () -> without.run(params, FakeJob.input(picture), job));
        job.giveBack();

        assertTrue(refused.getMessage().contains("libheif"), refused.getMessage());
        assumeTrue(codec.encodes(ImageFormat.AVIF), "the rest is not run: no libheif here");
        FakeJob.Result made = preview("{'format': 'avif'}", picture);
        assertEquals("wide.avif", made.name());
        assertEquals(ImageFormat.AVIF, codec.probe(made.bytes()).format());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'width': 5001}",
                "{'height': 0}",
                "{'background': 'white'}",
                "{'strategy': {'image': ['paint']}}",
                "{'strategy': {'picture': ['icon']}}",
                "{'strategy': 'icon'}",
                "{'strategy': {'image': 'icon'}}",
                "{'waveform_height': 0}",
                "{'waveform_outer_color': '#12345'}",
                "{'artwork_center_color': 'red'}",
                "{'clip_format': 'mp4'}",
                "{'clip_framerate': 61}",
                "{'clip_framerate': 2.5}",
                "{'clip_offset': -1}"
            })
    void whatCannotBeDoneIsRefused(String params) throws IOException {
        assertEquals(
                ErrorCode.FILE_PREVIEW_VALIDATION,
                ParamBinder.check(robot.about(), "p", json(params)).getFirst().code());
    }
}
