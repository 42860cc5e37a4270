package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.util.List;

class ImageMergeRobotTest extends ResizeFixture {
    private final ImageMergeRobot merger = new ImageMergeRobot(codec);

    private BufferedImage merged(String raw, AssemblyFile... files) throws Exception {
        merger.run(ParamBinder.bind(merger.about(), "m", json(raw)), FakeJob.input(files), job);
        return picture(job.results().getLast());
    }

    private AssemblyFile red(String name) throws Exception {
        return solid(name, 10, 10, 0xffff0000);
    }

    private AssemblyFile blue(String name) throws Exception {
        return solid(name, 20, 6, 0xff0000ff);
    }

    @Test
    void picturesLieSideBySideInTheOrderOfTheirNames() throws Exception {
        BufferedImage out =
                merged("{'border': 5, 'background': '#00ff00'}", blue("p10.png"), red("p2.png"));

        assertEquals("35x10", size(out));
        assertEquals("p2.png", job.results().getLast().name());
        near(0xffff0000, out.getRGB(9, 9), 0);
        near(0xff00ff00, out.getRGB(12, 5), 0);
        near(0xff0000ff, out.getRGB(15, 0), 0);
        near(0xff00ff00, out.getRGB(34, 8), 0);
    }

    @Test
    void picturesLieBelowOneAnotherAndStayTransparentBetween() throws Exception {
        BufferedImage out =
                merged(
                        "{'direction': 'vertical', 'border': 2, 'background': 'none', 'sort_by':"
                                + " 'import_order'}",
                        blue("b.png"),
                        red("a.png"));

        assertEquals("20x18", size(out));
        near(0xff0000ff, out.getRGB(19, 5), 0);
        near(0, out.getRGB(3, 7), 0);
        near(0xffff0000, out.getRGB(9, 17), 0);
        near(0, out.getRGB(12, 12), 0);
    }

    @Test
    void aGridFitsPicturesIntoItsCells() throws Exception {
        BufferedImage out =
                merged(
                        "{'direction': 'grid', 'columns': 2, 'cell_width': 20, 'cell_height': 20,"
                                + " 'border': 4, 'background': '#00ff00'}",
                        red("1.png"),
                        blue("2.png"),
                        red("3.png"));

        assertEquals("44x44", size(out));
        near(0xffff0000, out.getRGB(19, 19), 1);
        near(0xff0000ff, out.getRGB(34, 10), 1);
        near(0xff00ff00, out.getRGB(34, 2), 0);
        near(0xffff0000, out.getRGB(10, 34), 1);
        near(0xff00ff00, out.getRGB(34, 34), 0);
    }

    @Test
    void aGridWithoutRoomIsRefused() {
        AssemblyException refused =
                assertThrows(
                        AssemblyException.class,
                        () ->
                                merged(
                                        "{'direction': 'grid', 'columns': 1, 'rows': 1}",
                                        red("1.png"),
                                        red("2.png")));

        assertEquals(ErrorCode.IMAGE_MERGE_FAILURE, refused.error().code());
    }

    @Test
    void aMosaicFillsItsPicture() throws Exception {
        AssemblyFile[] files = new AssemblyFile[7];
        for (int i = 0; i < files.length; i++) {
            files[i] = i % 2 == 0 ? red(i + ".png") : blue(i + ".png");
        }

        BufferedImage out =
                merged(
                        "{'effect': 'mosaic', 'width': 300, 'height': 200, 'border': 6,"
                                + " 'background': '#00ff00', 'seed': 3, 'shuffle': true}",
                        files);

        assertEquals("300x200", size(out));
        near(0xff00ff00, out.getRGB(2, 2), 0);
        near(0xff00ff00, out.getRGB(297, 197), 0);
        long bare = 0;
        for (int p : out.getRGB(0, 0, 300, 200, null, 0, 300)) {
            bare += p == 0xff00ff00 ? 1 : 0;
        }
        assertTrue(bare < 300 * 200 / 4, bare + " pixels of background");
    }

    @Test
    void polaroidsLieInWhiteFramesTheSameWayForTheSameSeed() throws Exception {
        String raw =
                "{'effect': 'polaroid-stack', 'width': 300, 'height': 200, 'border': 10,"
                        + " 'background': '#00ff00', 'seed': %d, 'coverage': %s}";
        AssemblyFile[] files = {red("1.png"), blue("2.png"), red("3.png"), blue("4.png")};

        BufferedImage wide = merged(raw.formatted(5, "1.5"), files);
        job = new FakeJob(Files.createTempDirectory(folder, "second"));
        AssemblyFile[] again = {red("1.png"), blue("2.png"), red("3.png"), blue("4.png")};
        BufferedImage same = merged(raw.formatted(5, "1.5"), again);
        job = new FakeJob(Files.createTempDirectory(folder, "third"));
        AssemblyFile[] third = {red("1.png"), blue("2.png"), red("3.png"), blue("4.png")};
        BufferedImage thin = merged(raw.formatted(6, "0.5"), third);

        assertEquals("300x200", size(wide));
        assertEquals(0, dev.atelier.robots.codec.Compare.distance(wide, same));
        for (int colour : new int[] {0xffff0000, 0xff0000ff, 0xffffffff}) {
            assertTrue(count(wide, colour) > 1000, Integer.toHexString(colour));
        }
        assertTrue(count(wide, 0xff00ff00) < count(thin, 0xff00ff00));
        assertTrue(count(thin, 0xff00ff00) > 300 * 200 / 3);
    }

    private static long count(BufferedImage image, int colour) {
        int w = image.getWidth();
        long found = 0;
        for (int p : image.getRGB(0, 0, w, image.getHeight(), null, 0, w)) {
            found += p == colour ? 1 : 0;
        }
        return found;
    }

    @Test
    void aResultThatWouldBeTooLargeIsRefusedFromItsPlan() {
        List<String> raw =
                List.of(
                        "{'direction': 'grid', 'columns': 1000, 'cell_width': 25000}",
                        "{'effect': 'mosaic', 'width': 25000, 'height': 25000}");

        for (String each : raw) {
            assertThrows(AssemblyException.class, () -> merged(each, red("1.png")));
        }
    }
}
