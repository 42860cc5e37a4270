package dev.atelier.robots.meta;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.core.port.MetadataReader;
import dev.atelier.robots.codec.Blocks;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.PictureHeader;
import dev.atelier.robots.codec.Probe;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Reads the metadata of pictures, videos, sounds and documents, and tells what any file is. */
public final class PictureMetadata implements MetadataReader {
    private final Codec codec;
    private final InstantSource clock;
    private final MediaTools tools;

    public PictureMetadata(Codec codec, InstantSource clock) {
        this(codec, clock, MediaTools.NONE);
    }

    public PictureMetadata(Codec codec, InstantSource clock, MediaTools tools) {
        this.codec = codec;
        this.clock = clock;
        this.tools = tools;
    }

    @Override
    public MediaType sniff(Path bytes, String name) throws IOException {
        return FileSniffer.sniff(bytes, name);
    }

    @Override
    public long pixels(Path bytes, MediaType type) {
        if (!"image".equals(type.type())) {
            return 0;
        }
        try {
            Probe probe = codec.probe(bytes);
            return codec.decodes(probe.format()) ? probe.pixels() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public ObjectNode read(Path bytes, MediaType type, OutputMeta wanted, Consumer<String> notes)
            throws IOException {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        if (!wanted.extract()) {
            return meta;
        }
        var entries = new Entries(meta);
        if ("image".equals(type.type())) {
            picture(bytes, wanted, meta, notes);
        } else if ("video".equals(type.type()) || "audio".equals(type.type())) {
            media(bytes, wanted, meta, notes);
        } else {
            DocumentEntries.read(bytes, type.mime(), meta, notes);
        }
        entries.date("date_file_created", clock.instant());
        entries.date("date_file_modified", clock.instant());
        return meta;
    }

    /** What another program cannot do in its time must not fail the file. */
    private void media(Path bytes, OutputMeta wanted, ObjectNode meta, Consumer<String> notes)
            throws IOException {
        try {
            tools.read(bytes, wanted, meta, notes);
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException late) {
            notes.accept("has no or not all metadata: " + late.getMessage() + ".");
        }
    }

    private void picture(Path bytes, OutputMeta wanted, ObjectNode meta, Consumer<String> notes)
            throws IOException {
        var entries = new Entries(meta);
        PictureHeader header;
        try {
            header = codec.header(bytes);
        } catch (PictureException e) {
            throw new AssemblyException(ErrorCode.FILE_META_DATA_ERROR, e.getMessage(), e);
        }
        Probe probe = header.probe();
        meta.put("width", probe.width());
        meta.put("height", probe.height());
        entries.number("aspect_ratio", (double) probe.width() / probe.height(), 3);
        meta.put("frame_count", probe.frames());
        if (probe.format().needsLibrary() && probe.frames() > 1) {
            notes.accept("is an animation, of which only the still picture can be read here.");
        }
        meta.put("has_clipping_path", false);
        meta.put("colorspace", colourSpace(probe, header.blocks()));
        pixels(bytes, wanted, meta, notes);
        if (new BlockEntries(header.blocks(), entries).read()) {
            meta.put("has_clipping_path", true);
        }
        if (probe.format() == ImageFormat.TIFF && probe.frames() > 1) {
            meta.put("page_count", probe.frames());
        }
        viewBox("svgViewBoxWidth", header.blocks().texts().get("viewBoxWidth"), entries);
        viewBox("svgViewBoxHeight", header.blocks().texts().get("viewBoxHeight"), entries);
    }

    /** A picture whose header is sound but whose pixels cannot be had has no colour entries. */
    private void pixels(Path bytes, OutputMeta wanted, ObjectNode meta, Consumer<String> notes)
            throws IOException {
        try {
            Picture picture = codec.decode(bytes);
            if (picture.damage() != null) {
                notes.accept("is damaged: the picture " + picture.damage() + ".");
            }
            if (picture.note() != null) {
                notes.accept(picture.note() + ".");
            }
            PixelEntries.read(picture, wanted, meta);
            if (mayGetHolesLater(picture.probe(), meta)) {
                meta.put("has_transparency", anyHoles(bytes));
            }
        } catch (PictureException e) {
            notes.accept("has no colours in its metadata. " + e.getMessage());
        } catch (OutOfMemoryError e) {
            meta.remove("average_color");
            notes.accept("has no colours in its metadata; the server has no memory for them.");
        }
    }

    private static boolean mayGetHolesLater(Probe probe, ObjectNode meta) {
        return probe.format() == ImageFormat.GIF
                && probe.frames() > 1
                && meta.has("has_transparency")
                && !meta.get("has_transparency").booleanValue();
    }

    private boolean anyHoles(Path gif) throws IOException {
        boolean[] found = {false};
        codec.play(
                gif, (frame, millis) -> found[0] |= PixelEntries.transparent(Codec.srgb8(frame)));
        return found[0];
    }

    private static String colourSpace(Probe probe, Blocks blocks) {
        return switch (probe.colour()) {
            case GREY -> "Gray";
            case CMYK -> "CMYK";
            case LAB -> "Lab";
            case RGB, PALETTE -> isSrgb(blocks.icc()) ? "sRGB" : "RGB";
        };
    }

    /** Profiles name themselves, in single or double bytes. */
    private static boolean isSrgb(byte @Nullable [] icc) {
        return icc == null
                || new String(icc, StandardCharsets.ISO_8859_1).replace("\0", "").contains("sRGB");
    }

    private static void viewBox(String key, @Nullable String value, Entries entries) {
        if (value != null) {
            entries.number(key, Double.valueOf(value), 3);
        }
    }
}
