import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks (or with {@code apply} rewrites) that every Java file under a folder is formatted. */
public final class Format {
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    public static void main(String[] args) throws Exception {
        boolean apply = args[0].equals("apply");
        Path root = Path.of(args[1]);
        if (!Files.isDirectory(root)) {
            return;
        }
        int wrong = 0;
        try (var files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                if (!formatted(file, apply)) {
                    System.err.println("not formatted: " + file);
                    wrong++;
                }
            }
        }
        if (wrong > 0) {
            System.err.println("Format them with: mvn -q test-compile -Dformat.mode=apply");
            System.exit(1);
        }
    }

    private static boolean formatted(Path file, boolean apply) throws IOException {
        String before = Files.readString(file);
        String after;
        try {
            after =
                    FORMATTER.formatSourceAndFixImports(
                            RemoveUnusedImports.removeUnusedImports(before));
        } catch (Exception e) {
            System.err.println(file + ": " + e.getMessage());
            return false;
        }
        if (before.equals(after)) {
            return true;
        }
        if (apply) {
            Files.writeString(file, after);
        }
        return apply;
    }
}
