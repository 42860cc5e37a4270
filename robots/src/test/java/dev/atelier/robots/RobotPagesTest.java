package dev.atelier.robots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.ParamSchema;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotPage;
import dev.atelier.core.robot.RobotRegistry;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.chat.ChatModel;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.document.PdfPages;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.engine.EmbeddedEngine;
import dev.atelier.robots.http.ImportLimits;
import dev.atelier.robots.http.RequestLimits;
import dev.atelier.robots.outbound.AddressRules;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.PortRules;
import dev.atelier.robots.script.ScriptLimits;
import dev.atelier.robots.script.Scripts;
import dev.atelier.robots.store.StoreLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Run with {@code -Dpages=write} to write the pages anew. */
class RobotPagesTest {
    private static final Path PAGES = Path.of("..", "docs", "robots");
    private static final List<String> COMMON =
            List.of(
                    "robot",
                    "use",
                    "result",
                    "queue",
                    "interpolate",
                    "output_meta",
                    "user_meta",
                    "force_accept",
                    "ignore_errors");

    static List<Robot<?>> robots() {
        return BuiltinRobots.all(
                new Codec(PixelLimits.DEFAULT),
                ProviderRouting.embeddedOnly(ModelCatalogue.bundled(), new EmbeddedEngine()),
                Editors.NONE,
                ChatModel.NONE,
                new Outbound(
                        new Outbound.Rules(
                                new AddressRules(""),
                                new PortRules("6379"),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                16_384)),
                new NetworkLimits(
                        new ImportLimits(1, 1, 1, Duration.ZERO, Duration.ZERO),
                        new RequestLimits(Duration.ZERO, 1, 1, 1, 1, Duration.ZERO),
                        new StoreLimits(1, 1, Duration.ZERO, 1, Duration.ZERO, Duration.ZERO)),
                ArchiveLimits.DEFAULT,
                new Scripts(ScriptLimits.DEFAULT),
                MediaPrograms::found,
                new PdfPages(PdfPages.Limits.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("robots")
    void thePageSaysWhatTheCodeSays(Robot<?> robot) throws IOException {
        Path page = PAGES.resolve(RobotPage.fileName(robot.about()));
        String text = RobotPages.of(robot.about());
        if ("write".equals(System.getProperty("pages"))) {
            Files.writeString(page, text);
        }

        assertEquals(text, Files.readString(page), "run the test with -Dpages=write");
    }

    @ParameterizedTest
    @MethodSource("robots")
    void theExampleIsValid(Robot<?> robot) throws IOException {
        JsonNode example = new ObjectMapper().readTree(RobotPages.example(robot.about()));
        JsonNode step =
                example.path("steps")
                        .valueStream()
                        .filter(it -> it.path("robot").asText().equals(robot.about().name()))
                        .findFirst()
                        .orElseThrow();
        ObjectNode own = step.deepCopy();
        own.remove(COMMON);

        assertEquals(List.of(), ParamBinder.check(robot.about(), "example", own));
    }

    @Test
    void everyRobotHereIsOnTheListOfPublicNames() {
        var registry = new RobotRegistry(robots(), KnownUpstream.NAMES);

        assertTrue(registry.isKnownUpstream("/video/encode"));
        for (Robot<?> robot : registry.all()) {
            assertTrue(KnownUpstream.NAMES.contains(robot.about().name()), robot.about().name());
        }
    }

    @ParameterizedTest
    @MethodSource("robots")
    void everyRowOfATableHasAsManyCells(Robot<?> robot) {
        for (String line : RobotPages.of(robot.about()).lines().toList()) {
            if (line.startsWith("| `")) {
                assertEquals(
                        5, line.replace("\\|", "").chars().filter(c -> c == '|').count(), line);
            }
        }
    }

    @Test
    void wordsAreSpelledAsClientsKnowThem() {
        assertEquals(
                "[\"compression-ratio\",\"conversion-speed\"]",
                words("/image/optimize", "priority"));
        assertEquals(
                "[\"public-read\",\"public\",\"private\",\"bucket-default\"]",
                words("/s3/store", "acl"));
        assertEquals("[\"mosaic\",\"polaroid-stack\"]", words("/image/merge", "effect"));
        assertEquals(
                "[\"advanced\",\"simple\",\"relative-path\"]",
                words("/file/compress", "file_layout"));
        assertEquals("[\"sRGB\",\"RGB\",\"Gray\",\"CMYK\"]", words("/image/resize", "colorspace"));
    }

    private static String words(String robot, String param) {
        Robot<?> found =
                robots().stream()
                        .filter(it -> it.about().name().equals(robot))
                        .findFirst()
                        .orElseThrow();
        return ParamSchema.of(found.about()).path("properties").path(param).path("enum").toString();
    }
}
