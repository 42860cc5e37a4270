package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atelier.server.config.ConfigPage;
import dev.atelier.server.wire.ErrorPage;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The generated pages say what the code says; {@code -Dpages=write} rewrites them. */
class PagesTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void configurationPageIsCurrent() throws IOException {
        check("configuration.md", ConfigPage.markdown());
    }

    @Test
    void errorPageIsCurrent() throws IOException {
        check("errors.md", ErrorPage.markdown());
    }

    private static void check(String name, String page) throws IOException {
        Path file = DOCS.resolve(name);
        if ("write".equals(System.getProperty("pages"))) {
            Files.createDirectories(DOCS);
            Files.writeString(file, page);
        }
        assertEquals(Files.readString(file), page, name + " is old; rewrite it with -Dpages=write");
    }
}
