package dev.atelier.robots.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The test pictures on the class path, from a folder or from the module's test jar. */
public final class Corpus {
    private Corpus() {}

    /** A test picture by its path in the corpus, such as {@code png/ball.png}. */
    public static Path file(String name) {
        URL url = Objects.requireNonNull(Corpus.class.getResource("/corpus/" + name), name);
        try {
            if (url.getProtocol().equals("file")) {
                return Path.of(new URI(url.toString()));
            }
            Path copy = Files.createTempFile("corpus", name.replaceAll(".*/", "-"));
            copy.toFile().deleteOnExit();
            try (var in = url.openStream()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of all pictures of a corpus folder, in order. */
    public static List<String> folder(String name) {
        String prefix = name + "/";
        try (var in =
                        Objects.requireNonNull(
                                Corpus.class.getResourceAsStream("/corpus/README.md"));
                Stream<String> lines =
                        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()) {
            return lines.filter(l -> l.startsWith("| " + prefix))
                    .map(l -> l.split("\\|", -1)[1].strip())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
