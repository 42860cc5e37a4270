package dev.atelier.server.cli;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.server.cli.ResultFiles.Written;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results as a table people can read. */
final class ResultTable {
    private static final List<String> HEAD = List.of("STEP", "SIZE", "META", "PATH");

    private ResultTable() {}

    static String of(List<Written> results) {
        if (results.isEmpty()) {
            return "No results.\n";
        }
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        results.forEach(result ->
                rows.add(
                        List.of(
                                result.step(),
                                size(result.file().size()),
                                meta(result.file()),
                                result.path().toString())));
        int[] widths =
                IntStream.range(0, HEAD.size())
                        .map(i ->
                                rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                        .toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1024 * 1024
                ? "%.1f KB".formatted(bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / (1024.0 * 1024.0));
    }

    private static String meta(AssemblyFile file) {
        var words = new ArrayList<String>();
        words.add(file.mime());
        int width = file.meta().path("width").asInt();
        if (width > 0) {
            words.add(width + "x" + file.meta().path("height").asInt());
        }
        for (String name : List.of("model", "seed")) {
            if (file.meta().hasNonNull(name)) {
                words.add(name + " " + file.meta().path(name).asText());
            }
        }
        return String.join(", ", words);
    }
}
