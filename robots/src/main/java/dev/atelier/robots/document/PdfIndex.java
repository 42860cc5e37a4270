package dev.atelier.robots.document;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the objects of a PDF by its cross-reference tables and streams: ISO 32000-1, 7.5. Entries
 * are looked up where they stand, so a large index takes no memory.
 */
final class PdfIndex {
    private static final int MOST_SECTIONS = 200;
    private static final int MOST_RANGES = 20_000;
    private static final int MOST_UNPACKED = 8;
    private static final int WINDOW = 2048;
    private static final int ENTRY = 20;
    private static final Pattern START = Pattern.compile("startxref\\s+(\\d{1,15})");

    private final PdfBytes in;
    private final long head;
    private final List<Section> sections = new ArrayList<>();
    private final Map<Long, Packed> unpacked = new HashMap<>();
    private final Set<Long> begun = new HashSet<>();
    private final PdfStream streams = new PdfStream();
    private PdfValue.Dict trailer = new PdfValue.Dict(Map.of());

    /** Some objects in a row and how to look one of them up. */
    private record Section(long first, long count, Lookup lookup) {}

    /** Objects that were packed together. */
    private record Packed(PdfBytes content, PdfValue.Dict about) {}

    private interface Lookup {
        Place find(long index) throws DocumentException;
    }

    /**
     * @param container the object that holds it packed; 0 when it stands in the file itself
     * @param where the place in the file, or in the container; -1 when there is no such object
     */
    private record Place(long container, long where) {}

    PdfIndex(PdfBytes in) throws DocumentException {
        this.in = in;
        this.head = in.text(0, 1024).indexOf("%PDF-");
        long from = Math.max(0, in.size() - WINDOW);
        Matcher start = START.matcher(in.text(from, WINDOW));
        long at = -1;
        while (start.find()) {
            at = Long.parseLong(start.group(1));
        }
        if (head < 0 || at < 0) {
            throw new DocumentException("is cut short or damaged");
        }
        Set<Long> seen = new HashSet<>();
        while (at >= 0 && seen.add(at) && seen.size() <= MOST_SECTIONS) {
            at = before(at + head);
        }
    }

    /** What was appended can be sound although what it was appended to is not. */
    private long before(long place) throws DocumentException {
        try {
            return section(place);
        } catch (DocumentException damaged) {
            if (trailer.entries().isEmpty()) {
                throw damaged;
            }
            return -1;
        }
    }

    /** The newest one. */
    PdfValue.Dict trailer() {
        return trailer;
    }

    /** Reads what is at a place; returns where the section before it is, -1 for nowhere. */
    private long section(long place) throws DocumentException {
        var parser = new PdfParser(in, place);
        PdfValue.Dict about;
        if (parser.value() instanceof PdfValue.Word word && word.text().equals("xref")) {
            about = table(parser);
            long hybrid = about.number("XRefStm");
            if (hybrid >= 0) {
                stream(hybrid + head);
            }
        } else {
            about = stream(place);
        }
        if (trailer.entries().isEmpty()) {
            trailer = about;
        }
        return about.number("Prev");
    }

    private PdfValue.Dict table(PdfParser parser) throws DocumentException {
        PdfParser next = parser;
        while (true) {
            PdfValue first = next.value();
            if (!(first instanceof PdfValue.Num from)) {
                if (next.value() instanceof PdfValue.Dict dict) {
                    return dict;
                }
                throw new DocumentException("has a damaged index");
            }
            if (!(next.value() instanceof PdfValue.Num count) || count.value() < 0) {
                throw new DocumentException("has a damaged index");
            }
            next.skipSpace();
            long start = next.at();
            sections.add(
                    new Section(
                            (long) from.value(),
                            (long) count.value(),
                            index -> entry(start + ENTRY * index)));
            next = new PdfParser(in, start + ENTRY * (long) count.value());
            if (sections.size() > MOST_SECTIONS) {
                throw new DocumentException("has a damaged index");
            }
        }
    }

    private Place entry(long at) throws DocumentException {
        String line = in.text(at, ENTRY);
        return line.matches("(?s)\\d{10} \\d{5} n.*")
                ? new Place(0, Long.parseLong(line.substring(0, 10)) + head)
                : new Place(0, -1);
    }

    private PdfValue.Dict stream(long place) throws DocumentException {
        var parser = new PdfParser(in, place);
        parser.value();
        parser.value();
        parser.value();
        if (!(parser.value() instanceof PdfValue.Dict about) || !about.named("Type", "XRef")) {
            throw new DocumentException("has a damaged index");
        }
        var table = new PdfBytes(MemorySegment.ofArray(content(parser, about)));
        long[] widths = numbers(about.get("W"));
        long[] ranges = numbers(about.get("Index"));
        if (widths.length < 3
                || widths[0] + widths[1] + widths[2] > 32
                || sections.size() + ranges.length / 2 > MOST_RANGES) {
            throw new DocumentException("has a damaged index");
        }
        if (ranges.length < 2) {
            ranges = new long[] {0, about.number("Size")};
        }
        long row = widths[0] + widths[1] + widths[2];
        long start = 0;
        for (int i = 0; i + 1 < ranges.length; i += 2) {
            long from = start;
            sections.add(
                    new Section(
                            ranges[i],
                            ranges[i + 1],
                            index -> entry(table, from + row * index, widths)));
            start += row * ranges[i + 1];
        }
        return about;
    }

    private static long[] numbers(@Nullable PdfValue value) {
        return value instanceof PdfValue.Items items
                ? items.all().stream()
                        .mapToLong(it ->
                                it instanceof PdfValue.Num num
                                        ? Math.max(0, (long) num.value())
                                        : 0)
                        .toArray()
                : new long[0];
    }

    private Place entry(PdfBytes table, long at, long[] widths) throws DocumentException {
        long type = widths[0] == 0 ? 1 : number(table, at, widths[0]);
        long second = number(table, at + widths[0], widths[1]);
        long third = number(table, at + widths[0] + widths[1], widths[2]);
        return switch ((int) type) {
            case 1 -> new Place(0, second + head);
            case 2 -> new Place(second, third);
            default -> new Place(0, -1);
        };
    }

    private static long number(PdfBytes table, long at, long width) throws DocumentException {
        long value = 0;
        for (long i = 0; i < width; i++) {
            value = value << 8 | Math.max(0, table.at(at + i));
        }
        return value;
    }

    /** What a value stands for; a word when there is no such object. */
    PdfValue resolve(@Nullable PdfValue value) throws DocumentException {
        PdfValue found = value == null ? new PdfValue.Word("null") : value;
        for (int i = 0; i < 10 && found instanceof PdfValue.Ref ref; i++) {
            found = object(ref.number());
        }
        return found;
    }

    private PdfValue object(long number) throws DocumentException {
        Place place = find(number);
        if (place.where() < 0) {
            return new PdfValue.Word("null");
        }
        return place.container() == 0
                ? plain(place.where())
                : packed(place.container(), place.where());
    }

    private Place find(long number) throws DocumentException {
        for (Section section : sections) {
            if (number >= section.first() && number - section.first() < section.count()) {
                Place place = section.lookup().find(number - section.first());
                if (place.where() >= 0) {
                    return place;
                }
            }
        }
        return new Place(0, -1);
    }

    private PdfValue plain(long at) throws DocumentException {
        var parser = new PdfParser(in, at);
        PdfValue number = parser.value();
        PdfValue generation = parser.value();
        if (number instanceof PdfValue.Num
                && generation instanceof PdfValue.Num
                && parser.value() instanceof PdfValue.Word word
                && word.text().equals("obj")) {
            return parser.value();
        }
        throw new DocumentException("has a damaged index");
    }

    /** ISO 32000-1, 7.5.7: pairs of numbers and places, then the objects. */
    private PdfValue packed(long container, long index) throws DocumentException {
        Packed from = unpacked.get(container);
        if (from == null) {
            from = unpack(container);
            unpacked.put(container, from);
        }
        var pairs = new PdfParser(from.content(), 0);
        PdfValue where = new PdfValue.Num(0);
        for (long i = 0; i <= index && i < from.about().number("N"); i++) {
            pairs.value();
            where = pairs.value();
        }
        long offset = where instanceof PdfValue.Num num ? (long) num.value() : 0;
        return new PdfParser(from.content(), from.about().number("First") + offset).value();
    }

    /** Begun only once: the length of a container can be said to stand inside it. */
    private Packed unpack(long container) throws DocumentException {
        Place place = find(container);
        if (place.container() != 0
                || place.where() < 0
                || !begun.add(container)
                || begun.size() > MOST_UNPACKED) {
            throw new DocumentException("has a damaged index");
        }
        var parser = new PdfParser(in, place.where());
        parser.value();
        parser.value();
        parser.value();
        if (!(parser.value() instanceof PdfValue.Dict about) || !about.named("Type", "ObjStm")) {
            throw new DocumentException("has a damaged index");
        }
        return new Packed(new PdfBytes(MemorySegment.ofArray(content(parser, about))), about);
    }

    /** The unpacked stream that follows its dictionary. */
    private byte[] content(PdfParser behindDict, PdfValue.Dict about) throws DocumentException {
        behindDict.skipSpace();
        long at = behindDict.at() + "stream".length();
        at += in.at(at) == '\r' ? 1 : 0;
        at += in.at(at) == '\n' ? 1 : 0;
        PdfValue length = resolve(about.get("Length"));
        long bytes = length instanceof PdfValue.Num num ? (long) num.value() : 0;
        return streams.unpacked(about, in, at, Math.min(bytes, in.size() - at));
    }
}
