package dev.atelier.robots.generate;

import static dev.atelier.robots.generate.Bench.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.generate.engine.EmbeddedEngine;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The robot on the engine that ships with the product. */
class EmbeddedGenerateTest {
    private static final String WHALE =
            """
            {"model": "google/nano-banana-pro", "format": "png", "seed": 7,
             "prompt": "Replace the masked area with a breaching whale. Keep the rest of the image unchanged."}
            """;

    @TempDir Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() throws IOException {
        bench =
                new Bench(
                        folder,
                        ProviderRouting.embeddedOnly(
                                ModelCatalogue.bundled(), new EmbeddedEngine()));
    }

    /** Sky above water, with the grain a photograph has. */
    private static BufferedImage sea(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int grain = (x * 31 + y * 17 + x * y) % 9;
                boolean sky = y < height / 2;
                int wave = sky ? 0 : (int) (10 * StrictMath.sin(x / 5.0 + y * 0.9));
                image.setRGB(
                        x,
                        y,
                        new Color(
                                        sky ? 150 + grain : 20 + grain,
                                        sky ? 190 + grain : 80 + wave + grain,
                                        sky ? 220 + grain : 120 + wave + grain)
                                .getRGB());
            }
        }
        return image;
    }

    private List<FakeJob.Result> fill(String params, BufferedImage picture, BufferedImage mask)
            throws Exception {
        return bench.run(
                params, bench.png("sea.png", picture, "image"), bench.png("m.png", mask, "mask"));
    }

    @Test
    void aPromptBecomesAPictureThatSaysWhoMadeIt() throws Exception {
        bench.run(
                """
                {"prompt": "a lighthouse at sunset, zorbly", "width": 128, "height": 96, "seed": "x"}
                """);

        var meta = bench.meta(0);
        assertEquals("128x96", bench.picture(0).width() + "x" + bench.picture(0).height());
        assertEquals("embedded/scene-painter", meta.get("model").textValue());
        assertEquals("google/nano-banana", meta.get("requested_model").textValue());
        assertEquals("embedded", meta.get("provider").textValue());
        assertEquals("scene-painter", meta.get("engine").textValue());
        assertTrue(meta.get("engine_version").isTextual());
        assertEquals(Seed.parse(new TextNode("x")), Seed.parse(meta.get("seed")));
        assertTrue(meta.get("understood").toString().contains("sunset"));
        assertTrue(meta.get("ignored").toString().contains("zorbly"));
        assertTrue(bench.job.warnings().getFirst().contains("google/nano-banana"));
    }

    @Test
    void askedForByNameThereIsNothingToWarnAbout() throws Exception {
        bench.run("{\"prompt\": \"sea\", \"model\": \"embedded\", \"width\": 64, \"height\": 64}");

        assertTrue(bench.job.warnings().isEmpty());
        assertEquals("embedded", bench.meta(0).get("requested_model").textValue());
    }

    @Test
    void theEngineAskedForAsProviderIsNoStandIn() throws Exception {
        bench.run(
                "{\"prompt\": \"sea\", \"provider\": \"embedded\", \"width\": 64, \"height\": 64}");

        assertTrue(bench.job.warnings().isEmpty());
        assertEquals("google/nano-banana", bench.meta(0).get("requested_model").textValue());
    }

    @Test
    void ofAnAnimationTheFirstFrameIsChangedAndSaidSo() throws Exception {
        bench.run(
                "{\"prompt\": \"remove it\", \"model\": \"embedded\"}",
                bench.file(Corpus.file("gif/dispose_prev.gif"), "moving.gif", "image"),
                bench.png("m.png", Bench.mask(50, 50, 20, 20, 5, 5), "mask"));

        assertTrue(bench.job.warnings().stream().anyMatch(w -> w.contains("moving.gif has")));
        assertEquals(1, bench.picture(0).probe().frames());
    }

    @Test
    void theSameSeedGivesTheSamePictureAndVariantsDiffer() throws Exception {
        String params =
                "{\"prompt\": \"lake\", \"width\": 64, \"height\": 64, \"seed\": 5,"
                        + " \"num_outputs\": 2}";
        bench.run(params);
        bench.run(params.replace("5", "6").replace("2}", "1}"));

        assertEquals(hash(1), hash(2));
        assertNotEquals(hash(0), hash(1));
        assertEquals(6, bench.meta(1).get("seed").longValue());
    }

    private int hash(int index) throws IOException {
        BufferedImage image = Codec.srgb8(bench.picture(index));
        return java.util.Arrays.hashCode(
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }

    @ParameterizedTest
    @CsvSource({"jpeg,JPEG", "jpg,JPEG", "png,PNG", "gif,GIF", "webp,WEBP"})
    void everyRasterFormatIsWrittenAndMarked(String format, ImageFormat expected) throws Exception {
        var results =
                bench.run(
                        "{\"prompt\": \"sea\", \"model\": \"embedded\", \"width\": 64, \"height\": 64, \"format\": \"%s\"}"
                                .formatted(format));

        assertEquals("result-0." + format, results.getFirst().name());
        assertEquals(expected, bench.picture(0).probe().format());
        assertTrue(bytes(results.getFirst()).contains("digitalsourcetype/algorithmicMedia"));
    }

    private static String bytes(FakeJob.Result result) throws IOException {
        return Files.readString(result.bytes(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"recraft-v3", "embedded", "embedded/scene-painter"})
    void svgIsDrawnNotTraced(String model) throws Exception {
        var results =
                bench.run(
                        "{\"prompt\": \"mountains <at> night\", \"model\": \"%s\", \"format\": \"svg\", \"width\": 320, \"height\": 200}"
                                .formatted(model));

        String svg = Files.readString(results.getFirst().bytes());
        assertEquals("result-0.svg", results.getFirst().name());
        assertEquals(320, Bench.CODEC.probe(results.getFirst().bytes()).width());
        assertTrue(svg.contains("<path") && svg.contains("algorithmicMedia"));
        assertEquals(svg.indexOf("<metadata"), svg.lastIndexOf("<metadata"));
        assertFalse(svg.contains("<image") || svg.contains("<script") || svg.contains("<at>"));
    }

    @Test
    void aSubjectTheEngineKnowsIsPaintedIntoTheMaskAndNothingElseChanges() throws Exception {
        BufferedImage sea = sea(160, 120);

        var results = fill(WHALE, sea, Bench.mask(160, 120, 50, 30, 60, 60));

        var meta = bench.meta(0);
        assertTrue(meta.get("subject_painted").booleanValue());
        assertEquals("embedded/patch-fill", meta.get("model").textValue());
        assertEquals("google/nano-banana-pro", meta.get("requested_model").textValue());
        assertTrue(bytes(results.getFirst()).contains("algorithmicallyEnhanced"));
        assertEquals("sea.png", Bench.origin(results.getFirst()));
        BufferedImage made = bench.picture(0).image();
        int changed = 0;
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 160; x++) {
                boolean inside = x >= 50 && x < 110 && y >= 30 && y < 90;
                boolean same = made.getRGB(x, y) == sea.getRGB(x, y);
                assertTrue(inside || same, x + "," + y);
                changed += inside && !same ? 1 : 0;
            }
        }
        assertTrue(changed > 1000, "changed " + changed);
    }

    @ParameterizedTest
    @CsvSource({
        "embedded,Remove the boat.",
        "embedded,Add a zorblax.",
        "embedded/patch-fill,Add a whale."
    })
    void withoutAKnownSubjectTheAreaIsFilledAndTheResultSaysSo(String model, String prompt)
            throws Exception {
        fill(
                "{\"prompt\": \"%s\", \"model\": \"%s\"}".formatted(prompt, model),
                sea(96, 64),
                Bench.mask(96, 64, 40, 20, 12, 12));

        assertFalse(bench.meta(0).get("subject_painted").booleanValue());
        assertTrue(bench.job.warnings().getLast().contains("Nothing was painted"));
    }

    @Test
    void aTransparentHoleIsFilledOpaque() throws Exception {
        var holed = new BufferedImage(96, 64, BufferedImage.TYPE_INT_ARGB);
        holed.createGraphics().drawImage(sea(96, 64), 0, 0, null);
        Bench.fill(holed, 40, 40, 10, 10, new Color(255, 0, 255, 0));

        bench.run(
                "{\"prompt\": \"fill it\", \"model\": \"embedded\"}",
                bench.png("a.png", holed, "file"));

        int filled = bench.picture(0).image().getRGB(45, 45);
        assertEquals(255, filled >>> 24);
        assertTrue((filled >> 16 & 0xff) < 120, Integer.toHexString(filled));
    }

    @Test
    void aMaskOverEverythingMeansANewPictureOfThatSize() throws Exception {
        fill("{\"prompt\": \"a lake\"}", sea(96, 64), Bench.solid(5, 5, Color.WHITE));

        assertEquals("embedded/scene-painter", bench.meta(0).get("model").textValue());
        assertEquals("96x64", bench.picture(0).width() + "x" + bench.picture(0).height());
    }

    @ParameterizedTest
    @CsvSource({"embedded,needs a mask", "embedded/scene-painter,from words"})
    void aPictureWithoutMaskIsNeverReturnedAsItWas(String model, String reason) throws Exception {
        RobotInput.Item image = bench.png("sea.png", sea(96, 64), "image");

        AssemblyException failed =
                failure(() ->
                        bench.run(
                                "{\"prompt\": \"make it night\", \"model\": \"%s\"}"
                                        .formatted(model),
                                image));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, failed.error().code());
        assertTrue(failed.error().message().contains("sea.png"));
        assertTrue(failed.error().message().contains(reason), failed.error().message());
        assertTrue(bench.job.results().isEmpty());
    }

    @Test
    void referencesAreNamedAsUnused() throws Exception {
        bench.run(
                "{\"prompt\": \"sea\", \"model\": \"embedded\", \"width\": 64, \"height\": 64}",
                bench.png("a.png", sea(64, 64), "f", "style"),
                bench.png("b.png", sea(64, 64), "f", "style"));

        assertTrue(bench.job.warnings().getFirst().contains("a.png, b.png"));
        assertEquals("scene-painter", bench.meta(0).get("engine").textValue());
    }

    @Test
    void theSeedExampleWorksOnARealPhotograph() throws Exception {
        Path photo = Corpus.file("photo/flower2.jpg");
        Picture source = Bench.CODEC.decode(photo);
        int w = source.width();
        int h = source.height();

        var mask =
                bench.png("m.png", Bench.mask(w, h, w / 3, h / 3, 60, 40), "mask", "image", "mask");
        var results =
                bench.run(WHALE, mask, bench.file(photo, "flower2.jpg", "image", "image", "mask"));

        assertEquals("result-0.png", results.getFirst().name());
        BufferedImage made = Codec.srgb8(bench.picture(0));
        BufferedImage before = Codec.srgb8(source);
        assertEquals(before.getRGB(0, 0) & 0xffffff, made.getRGB(0, 0) & 0xffffff);
        assertEquals(before.getRGB(w - 1, h - 1) & 0xffffff, made.getRGB(w - 1, h - 1) & 0xffffff);
        assertTrue(bench.meta(0).get("understood").toString().contains("whale"));
    }

    @Test
    void aTurnedPhotographIsFilledUpright() throws Exception {
        Path photo = Corpus.file("orientation/hopper_orientation_6.webp");
        Picture source = Bench.CODEC.decode(photo);

        bench.run(
                "{\"prompt\": \"remove it\", \"model\": \"embedded\"}",
                bench.file(photo, "turned.webp", "image"),
                bench.png(
                        "m.png", Bench.mask(source.width(), source.height(), 4, 4, 8, 8), "mask"));

        assertEquals(source.width(), bench.picture(0).width());
        assertEquals(1, bench.picture(0).probe().orientation());
        assertEquals(
                Codec.srgb8(source).getRGB(0, 0) & 0xffffff,
                Codec.srgb8(bench.picture(0)).getRGB(0, 0) & 0xffffff);
    }
}
