package dev.atelier.robots.codec;

import dev.atelier.robots.codec.HeifBoxes.Box;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The items of a HEIF file (ISO/IEC 23008-12), which are pictures, parts of pictures and metadata:
 * what each of them is, has and refers to, and where its bytes lie.
 */
final class HeifItems {
    static final String XMP = "mime application/rdf+xml";
    private static final int MAX_ITEMS = 20_000;

    /** Of all items together: an extent can take as little as no byte of the file. */
    private static final int MAX_EXTENTS = 20_000;

    private static final int MAX_REFERENCES = 100_000;

    private final Bytes in;
    private final HeifBoxes boxes;
    private final Box body;
    private final long primary;
    private final Map<Long, String> types = new HashMap<>();
    private final Map<Long, List<Box>> properties = new HashMap<>();
    private final Map<Long, Place> places = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();

    /** The box for small data, looked up once. */
    private @Nullable Box idat;

    /** What one item says of others. */
    record Reference(String type, long from, List<Long> to) {}

    /**
     * @param inside whether the parts lie in the box for small data, not in the file
     */
    private record Place(boolean inside, List<long[]> parts) {}

    private HeifItems(Bytes in) throws PictureException {
        this.in = in;
        this.boxes = new HeifBoxes(in);
        this.body = boxes.child(boxes.whole(), "meta").body();
        Box pitm = boxes.child(body, "pitm");
        this.primary = boxes.number(pitm.start() + 4, in.u8(pitm.start()) == 0 ? 2 : 4);
    }

    static HeifItems read(Bytes in) throws PictureException {
        var items = new HeifItems(in);
        items.readTypes(items.boxes.find(items.body, "iinf"));
        items.readProperties(items.boxes.child(items.body, "iprp"));
        items.readPlaces(items.boxes.find(items.body, "iloc"));
        items.readReferences(items.boxes.find(items.body, "iref"));
        return items;
    }

    private void readTypes(Optional<Box> iinf) throws PictureException {
        if (iinf.isEmpty()) {
            return;
        }
        long start = iinf.get().start();
        long entries = start + (in.u8(start) == 0 ? 6 : 8);
        for (Box infe : boxes.children(new Box("", entries, iinf.get().end()))) {
            int wide = in.u8(infe.start()) == 3 ? 4 : 2;
            if (infe.type().equals("infe") && in.u8(infe.start()) >= 2) {
                long id = boxes.number(infe.start() + 4, wide);
                types.put(id, type(infe, infe.start() + 6 + wide));
            }
        }
    }

    /** Metadata with the kind of its content behind its name. */
    private String type(Box infe, long at) throws PictureException {
        String type = in.tag(at);
        if (!type.equals("mime")) {
            return type;
        }
        long name = at + 4;
        while (name < infe.end() && in.u8(name) != 0) {
            name++;
        }
        return in.startsWith(name + 1, "application/rdf+xml\0") ? XMP : type;
    }

    private void readProperties(Box iprp) throws PictureException {
        List<Box> all = boxes.children(boxes.child(iprp, "ipco"));
        for (Box ipma : boxes.children(iprp)) {
            if (ipma.type().equals("ipma")) {
                readProperties(ipma, all);
            }
        }
    }

    private void readProperties(Box ipma, List<Box> all) throws PictureException {
        int id = in.u8(ipma.start()) < 1 ? 2 : 4;
        int number = (in.u8(ipma.start() + 3) & 1) + 1;
        long count = Math.min(in.u32be(ipma.start() + 4), MAX_ITEMS);
        long at = ipma.start() + 8;
        for (long i = 0; i < count && at < ipma.end(); i++) {
            List<Box> mine =
                    properties.computeIfAbsent(boxes.number(at, id), k -> new ArrayList<>());
            int n = in.u8(at + id);
            at += id + 1;
            for (int k = 0; k < n; k++, at += number) {
                int index = (int) boxes.number(at, number) & (number == 1 ? 0x7F : 0x7FFF);
                if (index >= 1 && index <= all.size()) {
                    mine.add(all.get(index - 1));
                }
            }
        }
    }

    private void readPlaces(Optional<Box> iloc) throws PictureException {
        if (iloc.isEmpty()) {
            return;
        }
        long at = iloc.get().start();
        int version = in.u8(at);
        int offset = in.u8(at + 4) >> 4;
        int length = in.u8(at + 4) & 15;
        int base = in.u8(at + 5) >> 4;
        int index = version == 0 ? 0 : in.u8(at + 5) & 15;
        int id = version < 2 ? 2 : 4;
        long count = Math.min(boxes.number(at + 6, id), MAX_ITEMS);
        at += 6 + id;
        int total = 0;
        for (long i = 0; i < count && at < iloc.get().end(); i++) {
            long item = boxes.number(at, id);
            at += id;
            int method = version == 0 ? 0 : in.u16be(at) & 15;
            at += version == 0 ? 2 : 4;
            long from = boxes.number(at, base);
            int extents = in.u16be(at + base);
            at += base + 2;
            int wide = index + offset + length;
            total += extents;
            if (total > MAX_EXTENTS || (wide == 0 && extents > 1)) {
                throw new PictureException(
                        "The picture is damaged: its items lie in too many places.");
            }
            List<long[]> parts = new ArrayList<>();
            for (int k = 0; k < extents && at + wide <= iloc.get().end(); k++, at += wide) {
                long start = boxes.number(at + index, offset) + from;
                parts.add(new long[] {start, boxes.number(at + index + offset, length)});
            }
            if (method < 2) {
                places.putIfAbsent(item, new Place(method == 1, parts));
            }
        }
    }

    private void readReferences(Optional<Box> iref) throws PictureException {
        if (iref.isEmpty()) {
            return;
        }
        int id = in.u8(iref.get().start()) == 0 ? 2 : 4;
        int total = 0;
        for (Box box : boxes.children(iref.get().body())) {
            List<Long> to = new ArrayList<>();
            int count = in.u16be(box.start() + id);
            for (int i = 0; i < count && total++ < MAX_REFERENCES; i++) {
                to.add(boxes.number(box.start() + id + 2 + (long) i * id, id));
            }
            references.add(new Reference(box.type(), boxes.number(box.start(), id), to));
        }
    }

    /** The picture to show. */
    long primary() {
        return primary;
    }

    /** Four characters, {@link #XMP}, or nothing when the file does not tell. */
    String type(long item) {
        return types.getOrDefault(item, "");
    }

    /** The first item of a type. */
    Optional<Long> first(String type) {
        return types.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .map(Map.Entry::getKey)
                .min(Long::compare);
    }

    /** In the order in which they are to be heeded. */
    List<Box> properties(long item) {
        return properties.getOrDefault(item, List.of());
    }

    Optional<Box> property(long item, String type) {
        return properties(item).stream().filter(box -> box.type().equals(type)).findFirst();
    }

    /** The parts an item is made of. */
    List<Long> parts(long item) {
        return references.stream()
                .filter(it -> it.type().equals("dimg") && it.from() == item)
                .flatMap(it -> it.to().stream())
                .toList();
    }

    /** The pictures that hold the transparency of a picture. */
    List<Long> alphas(long item) throws PictureException {
        List<Long> found = new ArrayList<>();
        for (Reference each : references) {
            if (each.type().equals("auxl") && each.to().contains(item) && isAlpha(each.from())) {
                found.add(each.from());
            }
        }
        return found;
    }

    private boolean isAlpha(long item) throws PictureException {
        Optional<Box> kind = property(item, "auxC");
        return kind.isPresent()
                && (in.startsWith(
                                kind.get().start() + 4,
                                "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
                        || in.startsWith(kind.get().start() + 4, "urn:mpeg:hevc:2015:auxid:1"));
    }

    /**
     * How many bytes an item has, wherever they lie; those that several of its parts share count
     * for each of them.
     *
     * @throws PictureException when the file ends before they do
     */
    long size(long item) throws PictureException {
        long size = 0;
        for (Box run : runs(item)) {
            size += run.size();
        }
        return size;
    }

    /** The bytes of an item; null when it has none, or more than so many. */
    byte @Nullable [] content(long item, int most) throws PictureException {
        if (!places.containsKey(item) || size(item) > most) {
            return null;
        }
        var out = new ByteArrayOutputStream((int) size(item));
        for (Box run : runs(item)) {
            out.writeBytes(in.take(run.start(), (int) run.size()));
        }
        return out.toByteArray();
    }

    /** All that the file tells a type of. */
    Set<Long> all() {
        return types.keySet();
    }

    /** Whether the file tells, in a way that is read here, where the bytes of an item lie. */
    boolean placed(long item) {
        return places.containsKey(item);
    }

    /** Whether the types of all items that have bytes are known. */
    boolean told() {
        return types.keySet().containsAll(places.keySet());
    }

    /** Where the bytes of an item lie; a part without a length goes on to the end. */
    List<Box> runs(long item) throws PictureException {
        Place place = places.get(item);
        if (place == null) {
            return List.of();
        }
        Box where = place.inside() ? small() : boxes.whole();
        List<Box> runs = new ArrayList<>();
        for (long[] part : place.parts()) {
            if (part[0] < 0 || part[0] > where.size() || part[1] < 0) {
                throw Bytes.endsEarly();
            }
            long start = where.start() + part[0];
            long length = part[1] == 0 ? where.end() - start : part[1];
            if (length > where.end() - start) {
                throw Bytes.endsEarly();
            }
            runs.add(new Box("", start, start + length));
        }
        return runs;
    }

    private Box small() throws PictureException {
        Box box = idat == null ? boxes.child(body, "idat") : idat;
        idat = box;
        return box;
    }
}
