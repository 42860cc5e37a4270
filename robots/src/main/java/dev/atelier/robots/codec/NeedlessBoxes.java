package dev.atelier.robots.codec;

import dev.atelier.robots.codec.HeifBoxes.Box;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the boxes of a HEIF file without which its pictures look the same, among them the video of
 * a motion photo, and whatever lies behind the last box.
 */
final class NeedlessBoxes {
    private static final Set<String> NEEDED = Set.of("ftyp", "meta", "mdat", "moov");

    /** Hold samples that are not found by the tables of a track or of items. */
    private static final Set<String> FRAGMENTS = Set.of("moof", "imda");

    private static final Set<String> OF_ITEMS =
            Set.of("uuid", "free", "skip", "udta", "xml ", "bxml");
    private static final Set<String> OF_TRACKS = Set.of("uuid", "free", "skip", "udta", "meta");

    private final HeifBoxes boxes;
    private final List<Box> found = new ArrayList<>();

    private NeedlessBoxes(Bytes in) {
        this.boxes = new HeifBoxes(in);
    }

    /**
     * Each from its head on, in the order of the file.
     *
     * @throws PictureException when what holds pictures cannot be told from what does not
     */
    static List<Box> of(Bytes in) throws PictureException {
        var needless = new NeedlessBoxes(in);
        needless.file();
        return needless.found;
    }

    private void file() throws PictureException {
        boolean described = false;
        long at = 0;
        for (Box box : boxes.children(boxes.whole())) {
            boolean items = box.type().equals("meta");
            if (FRAGMENTS.contains(box.type())) {
                throw new PictureException(
                        "The picture lies in fragments, which are not read here.");
            } else if (!NEEDED.contains(box.type()) || (items && described)) {
                found.add(new Box(box.type(), at, box.end()));
            } else if (items) {
                inside(box.body(), OF_ITEMS);
            } else if (box.type().equals("moov")) {
                tracks(box);
            }
            described |= items;
            at = box.end();
        }
        rest(at);
    }

    private void tracks(Box moov) throws PictureException {
        inside(moov, OF_TRACKS);
        for (Box box : boxes.children(moov)) {
            if (box.type().equals("trak")) {
                inside(box, OF_TRACKS);
            }
        }
    }

    private void inside(Box parent, Set<String> needless) throws PictureException {
        long at = parent.start();
        for (Box box : boxes.children(parent)) {
            if (needless.contains(box.type())) {
                found.add(new Box(box.type(), at, box.end()));
            }
            at = box.end();
        }
        if (at < parent.end()) {
            throw new PictureException(
                    "The picture is damaged: its " + parent.type() + " box ends inside another.");
        }
    }

    private void rest(long at) throws PictureException {
        Box rest = new Box("", at, boxes.in().size());
        if (rest.size() >= 8 && NEEDED.contains(boxes.in().tag(at + 4))) {
            throw Bytes.endsEarly();
        }
        found.add(rest);
    }
}
