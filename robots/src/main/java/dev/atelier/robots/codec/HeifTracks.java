package dev.atelier.robots.codec;

import dev.atelier.robots.codec.HeifBoxes.Box;

import java.util.Optional;

/** The tracks of pictures beside the still one in a HEIF file (ISO/IEC 14496-12, 8.3). */
final class HeifTracks {
    private static final int MAX_FRAMES = 1 << 30;

    private HeifTracks() {}

    /** How many pictures the longest track has, 0 when there is none. */
    static int frames(Bytes in) throws PictureException {
        var boxes = new HeifBoxes(in);
        Optional<Box> moov = boxes.find(boxes.whole(), "moov");
        long most = 0;
        if (moov.isPresent()) {
            for (Box track : boxes.children(moov.get())) {
                most = Math.max(most, track.type().equals("trak") ? samples(boxes, track) : 0);
            }
        }
        return (int) Math.min(most, MAX_FRAMES);
    }

    private static long samples(HeifBoxes boxes, Box track) throws PictureException {
        Optional<Box> media = boxes.find(track, "mdia");
        if (media.isEmpty() || !pictures(boxes, media.get())) {
            return 0;
        }
        Optional<Box> table = media;
        for (String each : new String[] {"minf", "stbl"}) {
            table = table.isEmpty() ? table : boxes.find(table.get(), each);
        }
        if (table.isEmpty()) {
            return 0;
        }
        Optional<Box> sizes = boxes.find(table.get(), "stsz");
        sizes = sizes.isPresent() ? sizes : boxes.find(table.get(), "stz2");
        return sizes.isEmpty() ? 0 : boxes.in().u32be(sizes.get().start() + 8);
    }

    private static boolean pictures(HeifBoxes boxes, Box media) throws PictureException {
        Optional<Box> handler = boxes.find(media, "hdlr");
        return handler.isPresent()
                && (boxes.in().startsWith(handler.get().start() + 8, "pict")
                        || boxes.in().startsWith(handler.get().start() + 8, "vide"));
    }
}
