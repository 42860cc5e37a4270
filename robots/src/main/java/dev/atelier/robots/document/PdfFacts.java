package dev.atelier.robots.document;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the facts of a PDF: its catalogue, its first page and its information dictionary. */
public final class PdfFacts {
    private static final int DEEPEST = 50;
    private static final long MOST_PAGES = 10_000_000;
    private static final Pattern DATE =
            Pattern.compile(
                    "(?:D:)?(\\d{4})(\\d\\d)?(\\d\\d)?(\\d\\d)?(\\d\\d)?(\\d\\d)?"
                            + "(?:Z|([+-])(\\d\\d)'?(\\d\\d)?'?)?.*");

    private final PdfIndex index;
    private @Nullable Long pages;
    private @Nullable String size;
    private @Nullable String problem;

    private PdfFacts(PdfIndex index) {
        this.index = index;
    }

    /** What can be found; a damaged PDF says why it has less. */
    public static DocumentFacts of(Path pdf) throws IOException {
        try (var channel = FileChannel.open(pdf);
                Arena arena = Arena.ofConfined()) {
            var bytes = new PdfBytes(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
            return new PdfFacts(new PdfIndex(bytes)).facts();
        } catch (DocumentException e) {
            return nothing(e.getMessage());
        } catch (RuntimeException | StackOverflowError senseless) {
            return nothing("is cut short or damaged");
        }
    }

    private static DocumentFacts nothing(@Nullable String problem) {
        return new DocumentFacts(
                null, null, null, null, null, null, null, null, DocumentFacts.Counts.NONE, problem);
    }

    private DocumentFacts facts() {
        PdfValue.Dict info = new PdfValue.Dict(Map.of());
        boolean encrypted = index.trailer().get("Encrypt") != null;
        try {
            pages();
            if (!encrypted
                    && index.resolve(index.trailer().get("Info")) instanceof PdfValue.Dict d) {
                info = d;
            }
        } catch (DocumentException e) {
            problem = encrypted ? "is encrypted" : e.getMessage();
        }
        return new DocumentFacts(
                pages,
                size,
                text(info, "Producer"),
                date(text(info, "CreationDate")),
                date(text(info, "ModDate")),
                text(info, "Author"),
                text(info, "Title"),
                text(info, "Keywords"),
                DocumentFacts.Counts.NONE,
                problem);
    }

    private void pages() throws DocumentException {
        if (!(index.resolve(index.trailer().get("Root")) instanceof PdfValue.Dict root)
                || !(index.resolve(root.get("Pages")) instanceof PdfValue.Dict tree)) {
            throw new DocumentException("has no pages or is damaged");
        }
        if (index.resolve(tree.get("Count")) instanceof PdfValue.Num count
                && count.value() >= 0
                && count.value() <= MOST_PAGES) {
            pages = (long) count.value();
        }
        PdfValue box = null;
        PdfValue turn = null;
        PdfValue node = tree;
        for (int i = 0; i < DEEPEST && node instanceof PdfValue.Dict here; i++) {
            box = here.get("MediaBox") == null ? box : here.get("MediaBox");
            turn = here.get("Rotate") == null ? turn : here.get("Rotate");
            node =
                    index.resolve(here.get("Kids")) instanceof PdfValue.Items kids
                                    && !kids.all().isEmpty()
                            ? index.resolve(kids.all().getFirst())
                            : null;
        }
        size = size(index.resolve(box), index.resolve(turn));
    }

    private @Nullable String size(PdfValue box, PdfValue turn) throws DocumentException {
        if (!(box instanceof PdfValue.Items sides) || sides.all().size() != 4) {
            return null;
        }
        double[] points = new double[4];
        for (int i = 0; i < 4; i++) {
            points[i] =
                    index.resolve(sides.all().get(i)) instanceof PdfValue.Num num ? num.value() : 0;
        }
        double width = Math.abs(points[2] - points[0]);
        double height = Math.abs(points[3] - points[1]);
        boolean turned = turn instanceof PdfValue.Num num && num.value() % 180 != 0;
        return PageSize.text(turned ? height : width, turned ? width : height);
    }

    private @Nullable String text(PdfValue.Dict info, String name) {
        try {
            return index.resolve(info.get(name)) instanceof PdfValue.Text text
                    ? decoded(text.bytes())
                    : null;
        } catch (DocumentException damaged) {
            return null;
        }
    }

    /** UTF-16 or UTF-8 when it begins so; the encoding of documents is near to Latin 1. */
    private static String decoded(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException latin) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** ISO 32000-1, 7.9.4; without a zone it counts as GMT. */
    static @Nullable Instant date(@Nullable String text) {
        Matcher m = DATE.matcher(text == null ? "" : text.strip());
        if (!m.matches()) {
            return null;
        }
        try {
            var local =
                    LocalDateTime.of(
                            Integer.parseInt(m.group(1)),
                            part(m, 2, 1),
                            part(m, 3, 1),
                            part(m, 4, 0),
                            part(m, 5, 0),
                            Math.min(59, part(m, 6, 0)));
            int sign = "-".equals(m.group(7)) ? -1 : 1;
            return local.toInstant(
                    ZoneOffset.ofHoursMinutes(sign * part(m, 8, 0), sign * part(m, 9, 0)));
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static int part(Matcher m, int group, int missing) {
        return m.group(group) == null ? missing : Integer.parseInt(m.group(group));
    }
}
