package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.generate.engine.EmbeddedEngine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Damaged and hostile pictures end in a clear error with their name, or in a result. */
@Timeout(10)
class BadPictureTest {
    private static final String PARAMS =
            """
            {"prompt": "remove it", "model": "embedded", "format": "png", "width": 64, "height": 64}
            """;

    @TempDir Path folder;

    static Stream<String> bad() {
        return Stream.of("malformed", "hostile").flatMap(name -> Corpus.folder(name).stream());
    }

    private Bench bench() throws IOException {
        return new Bench(
                folder,
                ProviderRouting.embeddedOnly(ModelCatalogue.bundled(), new EmbeddedEngine()));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void asTheImage(String name) throws Exception {
        Bench bench = bench();
        run(
                bench,
                name,
                bench.file(Corpus.file(name), name, "image"),
                bench.png("m.png", Bench.mask(80, 80, 40, 40, 1, 1), "mask"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void asTheMask(String name) throws Exception {
        Bench bench = bench();
        run(
                bench,
                name,
                bench.png("a.png", Bench.solid(48, 48, Color.BLUE), "image"),
                bench.file(Corpus.file(name), name, "mask"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void asAReference(String name) throws Exception {
        Bench bench = bench();
        run(bench, name, bench.file(Corpus.file(name), name, "file", "style"));
    }

    private static void run(Bench bench, String name, RobotInput.Item... items) throws Exception {
        try {
            bench.run(PARAMS, items);
            assertFalse(bench.job.results().isEmpty());
        } catch (AssemblyException e) {
            assertEquals(ErrorCode.INVALID_INPUT_ERROR, e.error().code());
            assertTrue(e.error().message().contains(name), e.error().message());
            assertTrue(bench.job.results().isEmpty());
        }
    }

    @Test
    void aBombIsRefusedByItsHeader() throws Exception {
        Bench bench = bench();
        String bomb = "hostile/bomb-png-40000x40000-1bit.png";

        AssemblyException failed =
                Bench.failure(
                        () -> bench.run(PARAMS, bench.file(Corpus.file(bomb), bomb, "image")));

        assertTrue(failed.error().message().startsWith(bomb + ": "), failed.error().message());
        assertTrue(bench.job.reservations().isEmpty());
    }
}
