package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the common kinds of PNG (W3C PNG, third edition): 8 bits a sample, rows in order, in
 * colour, in grey or with a palette. As most readers do, it does not mind wrong checksums.
 */
final class PngReader {
    private static final int SIGNATURE = 8;
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int TRNS = 0x74524E53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int MAX_CHUNKS = 100_000;

    private final DataInputStream in;
    private final Deadline deadline;
    private int width;
    private int height;
    private int kind;
    private boolean common;
    private byte @Nullable [] palette;
    private byte @Nullable [] alphas;

    private PngReader(DataInputStream in, Deadline deadline) {
        this.in = in;
        this.deadline = deadline;
    }

    /**
     * @return null when this is not one of the common kinds
     * @throws PictureException when the file is broken or cut short
     */
    static @Nullable BufferedImage read(Path file, PixelLimits limits, Deadline deadline)
            throws IOException {
        try (var in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 65_536))) {
            return new PngReader(in, deadline).picture(limits);
        } catch (EOFException e) {
            throw new PictureException("The PNG is cut short.", e);
        }
    }

    private @Nullable BufferedImage picture(PixelLimits limits) throws IOException {
        in.skipNBytes(SIGNATURE);
        header(limits);
        int length = common ? beforeData() : 0;
        PngCanvas canvas = common ? canvas() : null;
        if (canvas == null) {
            return null;
        }
        try (var data = new PngData(in, length, width * canvas.step() + 1)) {
            var filter = new PngUnfilter(width * canvas.step(), canvas.step());
            for (int y = 0; y < height; y++) {
                if (y % 64 == 0) {
                    deadline.check();
                }
                canvas.row(y, filter.undo(data, height - y));
            }
        }
        return canvas.image();
    }

    private void header(PixelLimits limits) throws IOException {
        int length = in.readInt();
        if (in.readInt() != IHDR || length != 13) {
            throw new PictureException("The PNG has no header.");
        }
        width = in.readInt();
        height = in.readInt();
        if (width <= 0 || height <= 0 || (long) width * height > limits.maxPixels()) {
            throw new PictureException("The size of the PNG is not allowed.");
        }
        int bits = in.readUnsignedByte();
        kind = in.readUnsignedByte();
        int packing = in.readUnsignedByte();
        int filters = in.readUnsignedByte();
        int interlace = in.readUnsignedByte();
        common = bits == 8 && packing == 0 && filters == 0 && interlace == 0;
        in.skipNBytes(4);
    }

    /** Takes what is said about colours; the length of the first chunk of data. */
    private int beforeData() throws IOException {
        for (int i = 0; i < MAX_CHUNKS; i++) {
            int length = in.readInt();
            int type = in.readInt();
            if (length < 0 || type == IEND) {
                break;
            }
            switch (type) {
                case IDAT -> {
                    return length;
                }
                case PLTE -> palette = block(length, 768);
                case TRNS -> alphas = block(length, 256);
                default -> in.skipNBytes(length);
            }
            in.skipNBytes(4);
        }
        throw new PictureException("The PNG holds no picture.");
    }

    private byte[] block(int length, int most) throws IOException {
        if (length > most) {
            throw new PictureException("The palette of the PNG is too long.");
        }
        byte[] out = new byte[length];
        in.readFully(out);
        return out;
    }

    private @Nullable PngCanvas canvas() throws PictureException {
        return switch (kind) {
            case 0 -> alphas == null ? PngCanvas.grey(width, height) : null;
            case 2 -> alphas == null ? PngCanvas.rgb(width, height) : null;
            case 3 -> PngCanvas.palette(width, height, palette, alphas);
            case 6 -> PngCanvas.rgba(width, height);
            default -> null;
        };
    }
}
