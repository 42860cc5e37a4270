package dev.atelier.robots.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is sent along, put together from texts and files while it is sent. It can be written again.
 *
 * @param pieces one after another
 */
public record OutboundBody(String contentType, List<Piece> pieces) {

    /** One part of a body. */
    public sealed interface Piece {
        long length();
    }

    /** In UTF-8. */
    public record Text(String text) implements Piece {
        @Override
        public long length() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** Some bytes of a file, which must stay as it is until they are sent. */
    public record Slice(Path file, long from, long length) implements Piece {}

    public OutboundBody {
        pieces = List.copyOf(pieces);
    }

    public static OutboundBody of(String contentType, String text) {
        return new OutboundBody(contentType, List.of(new Text(text)));
    }

    /** The whole of a file. */
    public static OutboundBody of(String contentType, Path file) throws IOException {
        return new OutboundBody(contentType, List.of(new Slice(file, 0, Files.size(file))));
    }

    public long length() {
        return pieces.stream().mapToLong(Piece::length).sum();
    }

    /**
     * @throws IOException also when a file has become shorter
     */
    public void writeTo(OutputStream out) throws IOException {
        for (Piece piece : pieces) {
            switch (piece) {
                case Text(String text) -> out.write(text.getBytes(StandardCharsets.UTF_8));
                case Slice slice -> copy(slice, out);
            }
        }
    }

    private static void copy(Slice slice, OutputStream out) throws IOException {
        var to = Channels.newChannel(out);
        try (var in = FileChannel.open(slice.file())) {
            long at = slice.from();
            long end = at + slice.length();
            while (at < end) {
                long moved = in.transferTo(at, end - at, to);
                if (moved <= 0) {
                    throw new IOException("a file became shorter while it was sent");
                }
                at += moved;
            }
        }
    }
}
