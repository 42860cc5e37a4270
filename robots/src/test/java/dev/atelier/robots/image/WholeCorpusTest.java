package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.edit.Editors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every picture of the corpus through every robot for pictures: a right result or a clear error.
 */
class WholeCorpusTest extends ResizeFixture {
    private static final Set<String> REFUSED = Set.of("heif-avif", "hostile", "malformed");

    static Stream<String> pictures() {
        return Stream.of(
                        "bmp",
                        "cmyk-icc",
                        "gif",
                        "heif-avif",
                        "hostile",
                        "malformed",
                        "orientation",
                        "photo",
                        "png",
                        "svg",
                        "tiff",
                        "webp")
                .flatMap(folder -> Corpus.folder(folder).stream());
    }

    static List<String> all() {
        List<String> names = pictures().toList();
        assertEquals(81, names.size());
        return names;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPictureIsResizedOrRefused(String name) throws Exception {
        if (!run(
                robot,
                "{'width': 60, 'height': 40, 'gravity': 'attention',"
                        + " 'resize_strategy': 'fillcrop'}",
                name)) {
            return;
        }
        FakeJob.Result result = job.results().getLast();
        assertEquals("60x40", size(picture(result)));
        boolean moves = codec.probe(Corpus.file(name)).frames() > 1 && name.matches(".*(gif|webp)");
        int frames = moves ? codec.probe(Corpus.file(name)).frames() : 1;
        assertEquals(frames, codec.probe(result.bytes()).frames());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPictureIsOptimisedWithoutAChangeOrGoesOn(String name) throws Exception {
        boolean made = run(new ImageOptimizeRobot(codec), "{}", name);

        assertTrue(made, "nothing came out");
        if (job.results().isEmpty()) {
            return;
        }
        Path out = job.results().getLast().bytes();
        Probe before = codec.probe(Corpus.file(name));
        assertEquals(
                before.width() + "x" + before.frames(),
                codec.probe(out).width() + "x" + codec.probe(out).frames());
        BufferedImage expected = Codec.srgb8(codec.decode(Corpus.file(name)));
        assertEquals(
                0,
                dev.atelier.robots.codec.Compare.distance(
                        expected, Codec.srgb8(codec.decode(out))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPictureIsMergedOrRefused(String name) throws Exception {
        if (run(new ImageMergeRobot(codec), "{'direction': 'vertical'}", name)) {
            Probe before = codec.probe(Corpus.file(name));
            BufferedImage out = picture(job.results().getLast());
            assertEquals(before.width() + "x" + before.height(), size(out));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPictureIsEnhancedOrGoesOnOrIsRefused(String name) throws Exception {
        boolean made = run(new ImageEnhanceRobot(codec, Editors.NONE), "{'preset': 'matte'}", name);

        if (made && !job.results().isEmpty()) {
            Probe before = codec.probe(Corpus.file(name));
            assertEquals(
                    before.width() + "x" + before.height(), size(picture(job.results().getLast())));
        }
    }

    /** Whether a result came; a refusal is right only where the picture is to blame. */
    private <P extends Record> boolean run(Robot<P> any, String raw, String name) throws Exception {
        String mime = "image/" + name.replaceAll(".*\\.", "");
        AssemblyFile file = job.add(Corpus.file(name), mime);
        try {
            any.run(ParamBinder.bind(any.about(), "r", json(raw)), FakeJob.input(file), job);
            return true;
        } catch (PictureException | AssemblyException clear) {
            assertTrue(REFUSED.contains(name.replaceAll("/.*", "")), name + ": " + clear);
            assertTrue(String.valueOf(clear.getMessage()).length() > 15, clear.toString());
            return false;
        }
    }
}
