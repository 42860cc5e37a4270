package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Heifs;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.meta.PictureMetadata;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What a picture loses is not lost silently: whoever sent it gets to know. */
class DamageWarningTest extends ResizeFixture {
    private static final Path CUT = Corpus.file("malformed/truncated-at-60pct.jpg");

    private static byte[] avif() throws IOException {
        return Files.readAllBytes(Corpus.file("heif-avif/hopper.avif"));
    }

    private <P extends Record> void assertWarns(
            Path picture, String warning, Robot<P> maker, String raw) throws Exception {
        start();
        AssemblyFile file = job.add(picture, "image/x");

        maker.run(ParamBinder.bind(maker.about(), "d", json(raw)), FakeJob.input(file), job);

        assertEquals(1, job.emissions().size());
        assertTrue(
                job.warnings().stream().anyMatch(it -> it.contains(warning)),
                job.warnings()::toString);
        folder = folder.resolve("next");
    }

    private void assertAllWarn(Path picture, String warning) throws Exception {
        assertWarns(picture, warning, robot, "{'width': 40}");
        assertWarns(picture, warning, new ImageMergeRobot(codec), "{}");
        assertWarns(picture, warning, new ImageUpscaleRobot(codec, Editors.NONE), "{}");
        assertWarns(picture, warning, new ImageBgremoveRobot(codec, Editors.NONE), "{}");
    }

    private List<String> notes(Path picture) throws IOException {
        var reader = new PictureMetadata(codec, InstantSource.fixed(Instant.EPOCH));
        List<String> notes = new ArrayList<>();
        reader.read(picture, reader.sniff(picture, "a"), OutputMeta.DEFAULT, notes::add);
        return notes;
    }

    @Test
    void everyRobotThatMakesAPictureOfItSaysSo() throws Exception {
        assertAllWarn(CUT, "is damaged: the picture is cut short");
        assertWarns(
                CUT,
                "is damaged: the picture is cut short",
                new ImageEnhanceRobot(codec, Editors.NONE),
                "{}");
    }

    @Test
    void itsMetadataSaysSo() throws Exception {
        assertTrue(
                notes(CUT).getFirst().startsWith("is damaged: the picture is cut"),
                () -> CUT.toString());
    }

    @Test
    void aPictureWithPartsBrighterThanWhiteSaysThatTheyWereDarkened() throws Exception {
        assumeTrue(codec.decodes(ImageFormat.AVIF), "not run: no libheif (Debian: libheif1)");
        Path bright = Files.write(folder.resolve("bright.avif"), Heifs.coded(avif(), 9, 16));

        assertAllWarn(bright, "bright.avif has parts brighter than white (PQ)");
        assertTrue(notes(bright).getFirst().startsWith("has parts brighter than white"));
    }

    @Test
    void anAnimatedAvifSaysThatOnlyItsStillPictureWasTaken() throws Exception {
        assumeTrue(codec.decodes(ImageFormat.AVIF), "not run: no libheif (Debian: libheif1)");
        Path moving = Files.write(folder.resolve("moving.avif"), Heifs.moving(avif(), 7));

        assertAllWarn(moving, "only");
        assertTrue(notes(moving).getFirst().contains("only the still picture"));
    }
}
