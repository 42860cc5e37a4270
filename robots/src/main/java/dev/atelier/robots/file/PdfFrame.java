package dev.atelier.robots.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds a PDF together (ISO 32000-1, 7.5): head, end, and the index the end points to. */
final class PdfFrame {
    private static final int WINDOW = 1024;
    private static final Pattern END =
            Pattern.compile("startxref\\s+(\\d{1,18})\\s+%%EOF", Pattern.DOTALL);
    private static final Pattern INDEX = Pattern.compile("\\s*(xref\\b|\\d+\\s+\\d+\\s+obj\\b)");

    private PdfFrame() {}

    static boolean sound(Path pdf) throws IOException {
        try (var file = new RandomAccessFile(pdf.toFile(), "r")) {
            int head = text(file, 0).indexOf("%PDF-");
            Matcher end = END.matcher(text(file, Math.max(0, file.length() - WINDOW)));
            long index = -1;
            while (end.find()) {
                index = Long.parseLong(end.group(1));
            }
            return head >= 0
                    && index >= 0
                    && index < file.length()
                    && (isIndex(file, index) || isIndex(file, head + index));
        }
    }

    /** Offsets count from the head, which some writers put after other bytes. */
    private static boolean isIndex(RandomAccessFile file, long at) throws IOException {
        return at < file.length() && INDEX.matcher(text(file, at)).lookingAt();
    }

    private static String text(RandomAccessFile file, long at) throws IOException {
        byte[] window = new byte[(int) Math.min(WINDOW, file.length() - at)];
        file.seek(at);
        file.readFully(window);
        return new String(window, StandardCharsets.ISO_8859_1);
    }
}
