package dev.atelier.robots.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Decodes and encodes AVIF and HEIC with libheif. Safe for concurrent use. */
final class Heif {
    private static final int FULL_COLOUR = 90;
    private static final int RGB_8 = 10;
    private static final int RGBA_8 = 11;
    private static final int RGB_16_LITTLE = 14;
    private static final int RGBA_16_LITTLE = 15;

    private final HeifCalls calls;

    private Heif(HeifCalls calls) {
        this.calls = calls;
    }

    /** The library of this machine, when it has one that can be used. */
    static Optional<Heif> find() {
        return HeifCalls.find().map(Heif::new);
    }

    String library() {
        return calls.version();
    }

    /** How the library counts the ways of coding. */
    private static int number(ImageFormat format) {
        return format == ImageFormat.AVIF ? 4 : 1;
    }

    boolean decodes(ImageFormat format) {
        return calls.number("heif_have_decoder_for_format", number(format)) != 0;
    }

    boolean encodes(ImageFormat format) {
        return calls.number("heif_have_encoder_for_format", number(format)) != 0;
    }

    /**
     * The primary picture, turned as its file says: 8-bit pixels, or 16-bit samples when it has
     * more than 8.
     *
     * @throws PictureException also when what is in the file is larger than its header says
     */
    BufferedImage decode(Path file, Probe probe, PixelLimits limits, Deadline deadline)
            throws IOException {
        HeifWork.check(file, limits);
        try (var channel = FileChannel.open(file);
                Arena arena = Arena.ofConfined();
                var session = new HeifSession(calls)) {
            MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            session.limit(limits);
            deadline.check();
            BufferedImage image = decode(session, bytes, probe);
            deadline.check();
            return image;
        } catch (HeifFailure e) {
            throw new PictureException(
                    e.tooLarge()
                            ? "The picture is too large for the memory or the limits of libheif."
                            : "The %s picture is damaged or of a kind that libheif cannot read: %s."
                                    .formatted(probe.format(), e.getMessage()),
                    e);
        }
    }

    private static BufferedImage decode(HeifSession session, MemorySegment file, Probe probe)
            throws IOException {
        session.must(
                "heif_context_read_from_memory_without_copy",
                session.context(),
                file,
                file.byteSize(),
                MemorySegment.NULL);
        MemorySegment slot = session.slot();
        session.must("heif_context_get_primary_image_handle", session.context(), slot);
        MemorySegment handle = session.owned(slot.get(ADDRESS, 0), "heif_image_handle_release");
        check(
                session.number("heif_image_handle_get_width", handle),
                session.number("heif_image_handle_get_height", handle),
                probe);
        boolean alpha = session.flag("heif_image_handle_has_alpha_channel", handle);
        boolean deep = session.number("heif_image_handle_get_luma_bits_per_pixel", handle) > 8;
        int chroma = deep ? (alpha ? RGBA_16_LITTLE : RGB_16_LITTLE) : alpha ? RGBA_8 : RGB_8;
        session.must(
                "heif_decode_image", handle, slot, HeifSession.RGB, chroma, MemorySegment.NULL);
        MemorySegment image = session.owned(slot.get(ADDRESS, 0), "heif_image_release");
        int width = session.width(image);
        int height = session.height(image);
        check(width, height, probe);
        HeifSession.Plane plane = session.plane(image, false, height);
        boolean multiplied =
                alpha && session.flag("heif_image_handle_is_premultiplied_alpha", handle);
        var pixels = new HeifPixels(plane, width, height, alpha, multiplied);
        return deep ? pixels.deep(session.bits(image)) : pixels.plain();
    }

    /** What was planned and reserved for is what the header says. */
    private static void check(int width, int height, Probe probe) throws PictureException {
        if (width <= 0 || height <= 0 || width > probe.width() || height > probe.height()) {
            throw new PictureException(
                    "The picture has another size than its header says: %dx%d in place of %dx%d."
                            .formatted(width, height, probe.width(), probe.height()));
        }
    }

    /**
     * Writes 8 bits a sample, colours at full resolution from quality 90 on.
     *
     * @throws PictureException when the library cannot write this picture
     */
    void encode(BufferedImage image, Encoding encoding, Path out) throws PictureException {
        BufferedImage pixels = Samples8.of(image, encoding);
        try (var session = new HeifSession(calls)) {
            MemorySegment native8 = copy(session, pixels);
            byte[] profile = encoding.iccProfile();
            if (profile != null) {
                session.must(
                        "heif_image_set_raw_color_profile",
                        native8,
                        session.text("prof"),
                        session.bytes(profile),
                        (long) profile.length);
            }
            MemorySegment slot = session.slot();
            session.must(
                    "heif_context_encode_image",
                    session.context(),
                    native8,
                    encoder(session, encoding),
                    MemorySegment.NULL,
                    slot);
            MemorySegment handle = session.owned(slot.get(ADDRESS, 0), "heif_image_handle_release");
            OriginMark mark = encoding.mark();
            if (mark != null) {
                byte[] xmp = mark.xmp().getBytes(StandardCharsets.UTF_8);
                session.must(
                        "heif_context_add_XMP_metadata",
                        session.context(),
                        handle,
                        session.bytes(xmp),
                        xmp.length);
            }
            session.must(
                    "heif_context_write_to_file", session.context(), session.text(out.toString()));
        } catch (HeifFailure e) {
            throw new PictureException(
                    "libheif cannot write this picture as %s: %s."
                            .formatted(encoding.format(), e.getMessage()),
                    e);
        }
    }

    private static MemorySegment copy(HeifSession session, BufferedImage pixels)
            throws HeifFailure {
        int width = pixels.getWidth();
        int height = pixels.getHeight();
        boolean alpha = pixels.getColorModel().hasAlpha();
        MemorySegment slot = session.slot();
        session.must(
                "heif_image_create", width, height, HeifSession.RGB, alpha ? RGBA_8 : RGB_8, slot);
        MemorySegment image = session.owned(slot.get(ADDRESS, 0), "heif_image_release");
        session.addPlane(image, width, height);
        new HeifPixels(session.plane(image, true, height), width, height, alpha, false)
                .fill(Pixels.of(pixels));
        return image;
    }

    private static MemorySegment encoder(HeifSession session, Encoding encoding)
            throws HeifFailure {
        MemorySegment slot = session.slot();
        session.must(
                "heif_context_get_encoder_for_format",
                session.context(),
                number(encoding.format()),
                slot);
        MemorySegment encoder = session.owned(slot.get(ADDRESS, 0), "heif_encoder_release");
        session.must("heif_encoder_set_lossy_quality", encoder, encoding.quality());
        if (encoding.quality() >= FULL_COLOUR) {
            wish(session, encoder, "chroma", "444");
        }
        wish(session, encoder, "speed", "8");
        wish(session, encoder, "preset", "superfast");
        return encoder;
    }

    /** Encoders differ in what they can be told. */
    private static void wish(
            HeifSession session, MemorySegment encoder, String name, String value) {
        try {
            session.must(
                    "heif_encoder_set_parameter", encoder, session.text(name), session.text(value));
        } catch (HeifFailure unknownToIt) {
            return;
        }
    }
}
