package dev.atelier.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** Exit codes and files of the commands, run in this process. */
class CommandsTest {
    private static final String RESIZE =
            """
            {"steps": {
              ":original": {"robot": "/upload/handle"},
              "small": {"robot": "/image/resize", "use": ":original", "width": 8}
            }}
            """;

    @TempDir Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void runWritesResultsAndNumbersNamesThatAreTaken() throws IOException {
        String picture = folder.resolve("a.png").toString();
        ImageIO.write(
                new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB),
                "png",
                Path.of(picture).toFile());
        String out = folder.resolve("out").toString();

        int exit =
                AtelierCommand.execute(
                        "run",
                        file("r.json", RESIZE),
                        "--upload",
                        "one=" + picture,
                        "--upload",
                        "two=" + picture,
                        "--out",
                        out);

        assertEquals(0, exit);
        assertTrue(Files.exists(folder.resolve("out/small/a.png")));
        assertTrue(Files.exists(folder.resolve("out/small/a-2.png")));
        assertEquals(8, ImageIO.read(folder.resolve("out/small/a.png").toFile()).getWidth());
    }

    @Test
    void failedAssemblyEndsWithOne() throws IOException {
        String broken = file("b.png", "\u0089PNG no picture");

        assertEquals(
                1,
                AtelierCommand.execute(
                        "run",
                        file("r.json", RESIZE),
                        "--upload",
                        "one=" + broken,
                        "--upload",
                        "two=" + broken,
                        "--set",
                        "limits.assembly_files=1",
                        "--out",
                        folder.resolve("out").toString()));
    }

    @Test
    void refusedInstructionsEndWithOneAndWrongUseWithTwo() throws IOException {
        String wrong = file("w.json", "{\"steps\":{\"a\":{\"robot\":\"/image/resze\"}}}");

        assertEquals(1, AtelierCommand.execute("check", wrong));
        assertEquals(1, AtelierCommand.execute("run", wrong));
        assertEquals(0, AtelierCommand.execute("check", file("r.json", RESIZE)));
        assertEquals(2, AtelierCommand.execute("check", folder.resolve("none.json").toString()));
        assertEquals(2, AtelierCommand.execute("check", file("n.json", "no json")));
        assertEquals(2, AtelierCommand.execute("run", wrong, "--upload", "image=nowhere.png"));
        assertEquals(2, AtelierCommand.execute("run"));
        assertEquals(2, AtelierCommand.execute("fly"));
        assertEquals(2, AtelierCommand.execute());
    }

    @Test
    void settingsThatDoNotExistAreWrongUse() {
        assertEquals(0, AtelierCommand.execute("config", "--set", "http.port=1"));
        assertEquals(2, AtelierCommand.execute("config", "--set", "http.prot=1"));
        assertEquals(2, AtelierCommand.execute("serve", "--host", "0.0.0.0"));
    }

    @Test
    void robotsAreListedAndExplained() {
        assertEquals(0, AtelierCommand.execute("robots"));
        assertEquals(0, AtelierCommand.execute("robots", "image/resize"));
        assertEquals(2, AtelierCommand.execute("robots", "/image/resze"));
    }

    @ParameterizedTest
    @CsvSource({
        "..,_..",
        ".hidden,_.hidden",
        "a/b\\c,a_b_c",
        ":original,_original",
        "tea.png,tea.png"
    })
    void namesStayInsideTheirFolder(String name, String safe) {
        assertEquals(safe, ResultFiles.safe(name));
    }
}
