package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.meta.PictureMetadata;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A JPEG that is cut short is used as far as it goes, and whoever sent it gets to know. */
class DamageWarningTest extends ResizeFixture {
    private static final Path CUT = Corpus.file("malformed/truncated-at-60pct.jpg");

    private <P extends Record> void assertWarns(Robot<P> maker, String raw) throws Exception {
        start();
        AssemblyFile file = job.add(CUT, "image/jpeg");

        maker.run(ParamBinder.bind(maker.about(), "d", json(raw)), FakeJob.input(file), job);

        assertEquals(1, job.results().size());
        assertTrue(
                job.warnings().stream()
                        .anyMatch(it -> it.contains("is damaged: the picture is cut short")),
                job.warnings()::toString);
        folder = folder.resolve("next");
    }

    @Test
    void everyRobotThatMakesAPictureOfItSaysSo() throws Exception {
        assertWarns(robot, "{'width': 40}");
        assertWarns(new ImageMergeRobot(codec), "{}");
        assertWarns(new ImageUpscaleRobot(codec, Editors.NONE), "{}");
        assertWarns(new ImageBgremoveRobot(codec, Editors.NONE), "{}");
        assertWarns(new ImageEnhanceRobot(codec, Editors.NONE), "{}");
    }

    @Test
    void itsMetadataSaysSo() throws Exception {
        var reader = new PictureMetadata(codec, InstantSource.fixed(Instant.EPOCH));
        List<String> notes = new ArrayList<>();

        reader.read(CUT, reader.sniff(CUT, "cut.jpg"), OutputMeta.DEFAULT, notes::add);

        assertTrue(notes.getFirst().startsWith("is damaged: the picture is cut"), notes::toString);
    }
}
