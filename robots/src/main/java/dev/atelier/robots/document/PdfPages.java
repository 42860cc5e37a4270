package dev.atelier.robots.document;

import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.program.Program;

import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.slf4j.Logger;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draws pages of PDFs, each in a Java process of its own: whatever memory or time a hostile PDF
 * takes, it is not the server's.
 */
public final class PdfPages {
    /** What names of files are read by; there is nothing secret in them. */
    private static final Set<String> ENVIRONMENT = Set.of("LANG", "LC_ALL", "LC_CTYPE");

    /** Each stands for the jar or folder it comes from. */
    private static final List<Class<?>> LIBRARIES =
            List.of(
                    PdfPagePainter.class,
                    PDDocument.class,
                    FontBoxFont.class,
                    RandomAccessRead.class,
                    LogFactory.class,
                    Logger.class);

    private final Limits limits;
    private final FontList fonts = new FontList();
    private final Semaphore permits;

    public PdfPages(Limits limits) {
        this.limits = limits;
        this.permits = new Semaphore(limits.atOnce());
    }

    /**
     * @param time of one page
     * @param heapMegabytes memory of the process that draws one
     * @param atOnce how many may run; others wait
     */
    public record Limits(Duration time, int heapMegabytes, int atOnce) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(20), 256, 2);

        /** Half of the memory is for the picture, and there are two of it. */
        long pixels() {
            return ((long) heapMegabytes << 20) / 16;
        }
    }

    /**
     * How large a page is drawn.
     *
     * @param filled whether it has at least this size, else at most
     */
    public record Fit(int width, int height, boolean filled) {}

    /**
     * A page.
     *
     * @param whole false when pictures in formats that are not read here are missing on it
     */
    public record Page(BufferedImage image, boolean whole) {}

    /**
     * The first page.
     *
     * @param most pixels it has at most, whatever the fit says
     * @throws PictureException when it cannot be drawn, with the reason
     */
    public Page first(Path pdf, Fit fit, long most) throws IOException {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        try {
            long pixels = Math.min(most, limits.pixels());
            return drawn(
                    List.of(
                            pdf.toAbsolutePath().toString(),
                            String.valueOf(fit.width()),
                            String.valueOf(fit.height()),
                            String.valueOf(fit.filled()),
                            String.valueOf(pixels),
                            String.valueOf(limits.time().toSeconds() + 1)),
                    pixels);
        } finally {
            permits.release();
        }
    }

    private Page drawn(List<String> arguments, long most) throws IOException {
        var program = new Program(line(), ENVIRONMENT, limits.time());
        try {
            var ended = program.run(arguments, false, in -> page(in, most));
            if (ended.status() != 0 || ended.made().isEmpty()) {
                throw new PictureException(reason(ended.status()));
            }
            return ended.made().getFirst();
        } catch (InterruptedIOException | PictureException e) {
            throw e;
        } catch (IOException e) {
            throw new PictureException(
                    e.getCause() instanceof TimeoutException
                            ? "Its page cannot be drawn within the %d s of documents.page_seconds."
                                    .formatted(limits.time().toSeconds())
                            : "Its page cannot be drawn: no process of its own can be started.",
                    e);
        }
    }

    /** How the process is started. */
    List<String> line() throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx" + limits.heapMegabytes() + "m");
        line.addAll(
                List.of(
                        "-XX:MaxMetaspaceSize=96m",
                        "-XX:ReservedCodeCacheSize=48m",
                        "-XX:MaxDirectMemorySize=16m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Djava.awt.headless=true"));
        line.add("-Dpdfbox.fontcache=" + fonts.folder());
        line.addAll(List.of("-cp", classPath(), PdfPagePainter.class.getName()));
        return line;
    }

    private static String classPath() {
        return LIBRARIES.stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(PdfPages::path)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String path(URL place) {
        try {
            return Path.of(place.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a library lies at " + place, e);
        }
    }

    /** One page, or none when the process has nothing to show. */
    private static List<Page> page(InputStream printed, long most) throws IOException {
        var in = new DataInputStream(printed);
        try {
            boolean whole = in.readBoolean();
            int width = in.readInt();
            int height = in.readInt();
            if (width < 1 || height < 1 || (long) width * height > most) {
                return List.of();
            }
            var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            byte[] row = new byte[3 * width];
            int[] rgb = new int[width];
            for (int y = 0; y < height; y++) {
                in.readFully(row);
                for (int x = 0; x < width; x++) {
                    rgb[x] =
                            (row[3 * x] & 0xFF) << 16
                                    | (row[3 * x + 1] & 0xFF) << 8
                                    | (row[3 * x + 2] & 0xFF);
                }
                image.setRGB(0, y, width, 1, rgb, 0, width);
            }
            return Stream.of(new Page(image, whole)).toList();
        } catch (EOFException nothingOrHalf) {
            return List.of();
        }
    }

    private String reason(int status) {
        return switch (status) {
            case PdfPagePainter.LOCKED -> "It is encrypted with a password.";
            case PdfPagePainter.EMPTY -> "It has no page.";
            case PdfPagePainter.DAMAGED -> "The PDF is damaged.";
            case PdfPagePainter.MEMORY, PdfPagePainter.HEAP ->
                    "Its page takes more memory than the %d MB of documents.page_megabytes."
                            .formatted(limits.heapMegabytes());
            default -> "Its page cannot be drawn.";
        };
    }
}
