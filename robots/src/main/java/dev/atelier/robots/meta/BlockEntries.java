package dev.atelier.robots.meta;

import com.adobe.internal.xmp.XMPException;

import dev.atelier.robots.codec.Blocks;

import org.jspecify.annotations.Nullable;

/** Reads every metadata block of a header; a broken block is passed over. */
final class BlockEntries {
    private final Blocks blocks;
    private final Entries entries;

    BlockEntries(Blocks blocks, Entries entries) {
        this.blocks = blocks;
        this.entries = entries;
    }

    private interface Reading {
        void read(byte[] block) throws XMPException;
    }

    /** Fills in the entries; tells whether the picture has a clipping path. */
    boolean read() {
        boolean[] clipping = {false};
        block(blocks.exif(), b -> CameraEntries.read(b, entries));
        block(blocks.xmp(), b -> XmpEntries.readFirst(b, entries));
        block(blocks.photoshop(), b -> clipping[0] = EditorialEntries.photoshop(b, entries));
        block(blocks.iptc(), b -> EditorialEntries.iptc(b, entries));
        block(blocks.xmp(), b -> XmpEntries.read(b, entries));
        texts();
        entries.same("title", "xp_title");
        return clipping[0];
    }

    /** Hostile blocks may also nest deep enough to use up the stack. */
    private static void block(byte @Nullable [] block, Reading reading) {
        if (block == null || block.length == 0) {
            return;
        }
        try {
            reading.read(block);
        } catch (XMPException | RuntimeException | StackOverflowError e) {
            return;
        }
    }

    private void texts() {
        var texts = blocks.texts();
        entries.text("comment", texts.getOrDefault("comment", texts.get("Comment")));
        entries.text("title", texts.get("Title"));
        entries.text("description", texts.get("Description"));
        entries.text("author", texts.get("Author"));
        entries.text("copyright", texts.get("Copyright"));
        entries.text("device_software", texts.get("Software"));
    }
}
