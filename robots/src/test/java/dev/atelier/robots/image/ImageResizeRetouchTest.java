package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Probe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class ImageResizeRetouchTest extends ResizeFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'negate': true | ff204060 | ffdfbf9f",
                "'brightness': 0.5 | ff8040c0 | ff3f1f62",
                "'brightness': '0' | ff8040c0 | ff000000",
                "'saturation': 0 | ffff0000 | ff808080",
                "'hue': 200 | ffff0000 | ff00ffff",
                "'hue': 0 | ffff0000 | ff00ffff",
                "'hue': 150 | ffff0000 | ff80ff00",
                "'contrast': 0 | ff204060 | ff808080",
                "'contrast': 2 | ff204fd0 | ff0000ff",
                "'colorspace': 'Gray' | ff00ff00 | ffb6b6b6",
                "'type': 'Grayscale' | ff00ff00 | ffb6b6b6",
                "'type': 'TrueColorAlpha' | 80ff0000 | 80ff0000",
                "'sepia': 80 | ff808080 | ffb3915e",
                "'alpha': 'Extract' | 80ff0000 | ff808080",
                "'alpha': 'Off' | 80ff0000 | ffff0000",
                "'alpha': 'Copy', 'background': 'none' | ff808080 | 80808080",
                "'alpha': 'Transparent', 'flatten': false | ffff0000 | 00ff0000",
                "'alpha': 'Remove', 'background': '#00ff00' | 80ff0000 | ff807f00",
                "'transparent': '255,0,0' | ffff0000 | 00ff0000",
                "'transparent': 'blue' | ffff0000 | ffff0000"
            })
    void aColourChangesAsAsked(String raw, String from, String to) throws Exception {
        AssemblyFile input = solid("a.png", 20, 10, (int) Long.parseLong(from, 16));

        BufferedImage out = picture(run("{" + raw + "}", input));

        assertEquals("20x10", size(out));
        near((int) Long.parseLong(to, 16), out.getRGB(10, 5), 2);
    }

    @Test
    void barsKeepTheirColourWhenThePictureTurnsNegative() throws Exception {
        AssemblyFile input = solid("a.png", 20, 10, 0xff000000);

        BufferedImage out =
                picture(
                        run(
                                "{'width': 20, 'height': 20, 'resize_strategy': 'pad', 'negate':"
                                        + " true, 'background': '#ff0000'}",
                                input));

        near(0xffff0000, out.getRGB(10, 1), 0);
        near(0xffffffff, out.getRGB(10, 10), 0);
    }

    @Test
    void onlyBlackAndWhiteAreLeftInTheRightProportion() throws Exception {
        BufferedImage out =
                picture(run("{'monochrome': true}", solid("a.png", 64, 64, 0xff404040)));

        Set<Integer> colours = new HashSet<>();
        int white = 0;
        for (int p : out.getRGB(0, 0, 64, 64, null, 0, 64)) {
            colours.add(p);
            white += p == -1 ? 1 : 0;
        }
        assertEquals(Set.of(0xff000000, 0xffffffff), colours);
        assertEquals(64 * 64 / 4, white, 60);
    }

    @Test
    void aPaletteResultHasAtMost256Colours() throws Exception {
        FakeJob.Result out =
                run(
                        "{'width': 300, 'type': 'Palette', 'format': 'png'}",
                        job.add(Corpus.file("photo/flower2.jpg"), "image/jpeg"));

        assertEquals(Probe.Colour.PALETTE, codec.probe(out.bytes()).colour());
    }

    @ParameterizedTest
    @CsvSource({"0x4", "8x4", "0x20"})
    void aBlurSpreadsAnEdgeEvenlyAndKeepsPlainParts(String blur) throws Exception {
        AssemblyFile input = file("q.png", quarters(200, 200));

        BufferedImage out = picture(run("{'blur': '" + blur + "'}", input));

        near(0xff808000, out.getRGB(100, 20), 14);
        near(0xffff0000, out.getRGB(5, 5), 4);
        near(0xff0000ff, out.getRGB(195, 195), 4);
    }

    @Test
    void onlyTheRegionsAreBlurred() throws Exception {
        AssemblyFile input = file("q.png", quarters(200, 200));

        BufferedImage out =
                picture(
                        run(
                                "{'blur': '0x8', 'blur_regions': [{'x': 70, 'y': 20, 'width': 60,"
                                        + " 'height': 40}]}",
                                input));

        near(0xff808000, out.getRGB(100, 40), 16);
        near(0xffff0000, out.getRGB(99, 5), 0);
        near(0xff00ff00, out.getRGB(100, 5), 0);
        near(0xffff0000, out.getRGB(72, 21), 0);
    }

    @Test
    void thePlainBorderIsTrimmedBeforeResizing() throws Exception {
        BufferedImage framed = filled(100, 80, 0xffffffff);
        framed.createGraphics().drawImage(quarters(40, 20), 30, 10, null);

        BufferedImage natural = picture(run("{'trim_whitespace': true}", file("a.png", framed)));
        BufferedImage small =
                picture(run("{'trim_whitespace': true, 'width': 20}", file("b.png", framed)));

        assertEquals("40x20", size(natural));
        near(0xffff0000, natural.getRGB(0, 0), 0);
        near(0xff0000ff, natural.getRGB(39, 19), 0);
        assertEquals("20x10", size(small));
    }

    @Test
    void edgesAreShavedOff() throws Exception {
        AssemblyFile input = file("q.png", quarters(100, 60));

        assertEquals("90x20", size(picture(run("{'shave': '5x20'}", input))));
        assertEquals("96x56", size(picture(run("{'shave': 2}", input))));
        AssemblyException nothing =
                assertThrows(AssemblyException.class, () -> run("{'shave': 30}", input));
        assertEquals(ErrorCode.IMAGE_RESIZE_ERROR, nothing.error().code());
    }

    @Test
    void linearLightKeepsFineDetailAsBrightAsItLooks() throws Exception {
        BufferedImage stripes = filled(200, 200, 0xff000000);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 200; x += 2) {
                stripes.setRGB(x, y, 0xffffffff);
            }
        }
        AssemblyFile input = file("s.png", stripes);

        near(0xff808080, picture(run("{'width': 50}", input)).getRGB(25, 25), 3);
        near(
                0xffbcbcbc,
                picture(run("{'width': 50, 'correct_gamma': true}", input)).getRGB(25, 25),
                3);
    }

    @Test
    void textIsWrittenWhereItIsAligned() throws Exception {
        AssemblyFile input = solid("a.png", 200, 100, 0xffffffff);

        BufferedImage out =
                picture(
                        run(
                                "{'text': {'text': 'MMM', 'size': 30, 'color': '#ff0000',"
                                        + " 'background_color': '#0000ff', 'align': 'right',"
                                        + " 'valign': 'bottom', 'x_offset': 10, 'y_offset': 5}}",
                                input));

        near(0xffffffff, out.getRGB(10, 10), 0);
        near(0xffffffff, out.getRGB(195, 90), 0);
        near(0xff0000ff, out.getRGB(188, 93), 0);
        boolean red = false;
        for (int p : out.getRGB(0, 0, 200, 100, null, 0, 200)) {
            red |= p == 0xffff0000;
        }
        assertTrue(red);
    }

    @Test
    void aColourTableComesFromASecondPicture() throws Exception {
        BufferedImage table = filled(256, 1, 0xff000000);
        for (int i = 0; i < 256; i++) {
            table.setRGB(i, 0, 0xff000000 | i << 16 | (255 - i) << 8);
        }
        AssemblyFile base = solid("a.png", 20, 10, 0xff404040);
        var input =
                new RobotInput(
                        List.of(
                                FakeJob.tagged(base),
                                FakeJob.tagged(file("table.png", table), "clut")));

        near(0xff40bf00, picture(run("{'clut': true}", input)).getRGB(3, 3), 2);
        AssemblyException missing =
                assertThrows(AssemblyException.class, () -> run("{'clut': true}", base));
        assertEquals(ErrorCode.IMAGE_RESIZE_NO_CLUT_FILE, missing.error().code());
    }

    @ParameterizedTest
    @CsvSource({"jpg", "png", "tiff"})
    void theDensityIsNotedInTheFile(String format) throws Exception {
        FakeJob.Result out =
                run(
                        "{'density': '150x300', 'format': '" + format + "'}",
                        solid("a.png", 20, 10, 0xff404040));

        var info = org.apache.commons.imaging.Imaging.getImageInfo(out.bytes().toFile());
        assertEquals(150, info.getPhysicalWidthDpi());
        assertEquals(300, info.getPhysicalHeightDpi());
    }

    @ParameterizedTest
    @CsvSource({"LZW", "Zip", "RLE", "None", "JPEG", "Group4", "Fax"})
    void aTiffIsCompressedAsAsked(String how) throws Exception {
        FakeJob.Result out =
                run(
                        "{'compress': '" + how + "', 'format': 'tiff'}",
                        file("q.png", quarters(64, 64)));

        near(0xffffffff, picture(out).getRGB(10, 60), 8);
    }

    @ParameterizedTest
    @CsvSource({"gif/iss634.gif", "gif/dispose_prev.gif", "webp/iss634.webp"})
    void aLaterFrameIsComposedAsAViewerShowsIt(String name) throws Exception {
        java.nio.file.Path file = Corpus.file(name);
        BufferedImage first = Codec.srgb8(codec.decode(file, 1));
        BufferedImage last = Codec.srgb8(codec.decode(file, codec.probe(file).frames()));

        assertEquals(size(first), size(last));
        assertFalse(
                java.util.Arrays.equals(
                        first.getRGB(
                                0,
                                0,
                                first.getWidth(),
                                first.getHeight(),
                                null,
                                0,
                                first.getWidth()),
                        last.getRGB(
                                0,
                                0,
                                first.getWidth(),
                                first.getHeight(),
                                null,
                                0,
                                first.getWidth())));
    }

    @Test
    void aCutPictureIsUsedWithAWarning() throws Exception {
        run(
                "{'width': 100}",
                job.add(Corpus.file("malformed/truncated-at-60pct.jpg"), "image/jpeg"));

        assertEquals(1, job.warnings().size(), job.warnings().toString());
        assertTrue(job.warnings().getFirst().contains("is damaged"), job.warnings().getFirst());
    }
}
