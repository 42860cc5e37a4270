package dev.atelier.robots.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Puts metadata blocks into a copy of a picture whose every other byte stays the same. */
public final class BlockSplice {
    /** The formats it knows. */
    public static final List<ImageFormat> FORMATS =
            List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP);

    private sealed interface Piece {
        record Old(long from, long length) implements Piece {}

        @SuppressWarnings("ArrayRecordComponent")
        record Fresh(byte[] bytes) implements Piece {}
    }

    private final List<Piece> pieces = new ArrayList<>();

    BlockSplice() {}

    /**
     * @param blocks those that are not null take the place of the old ones of their kind
     * @throws PictureException when the format, or the size of a block in it, does not allow it
     */
    public static void write(Path source, Path target, PictureHeader header, Blocks blocks)
            throws IOException {
        var splice = new BlockSplice();
        try (var in = new FileBytes(source)) {
            switch (header.probe().format()) {
                case JPEG -> new JpegSplice(in, splice).with(blocks);
                case PNG -> new PngSplice(in, splice).with(blocks);
                case WEBP -> new WebpSplice(in, splice).with(header.probe(), blocks);
                case GIF, BMP, TIFF, SVG, AVIF, HEIC, ICO, PSD ->
                        throw new PictureException(
                                "Metadata can be written into JPEG, PNG and WebP only.");
            }
        }
        splice.write(source, target);
    }

    void old(long from, long length) {
        pieces.add(new Piece.Old(from, length));
    }

    void fresh(byte[] bytes) {
        pieces.add(new Piece.Fresh(bytes));
    }

    private void write(Path source, Path target) throws IOException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ);
                OutputStream out = Files.newOutputStream(target)) {
            var to = Channels.newChannel(out);
            for (Piece piece : pieces) {
                switch (piece) {
                    case Piece.Fresh fresh -> out.write(fresh.bytes());
                    case Piece.Old old -> {
                        long done = 0;
                        while (done < old.length()) {
                            long moved =
                                    from.transferTo(old.from() + done, old.length() - done, to);
                            if (moved <= 0) {
                                throw new IOException("The file became shorter while it was read.");
                            }
                            done += moved;
                        }
                    }
                }
            }
        }
    }
}
