package dev.atelier.robots.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file put together from parts at their places, with zeros where nothing was put. */
public final class PartialFile implements Closeable {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,15})-.*");

    private final FileChannel whole;

    public PartialFile(Path file) throws IOException {
        this.whole = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    /** Where a part belongs by its header {@code Content-Range}; empty when it does not say. */
    public static OptionalLong start(String contentRange) {
        Matcher where = CONTENT_RANGE.matcher(contentRange);
        return where.matches()
                ? OptionalLong.of(Long.parseLong(where.group(1)))
                : OptionalLong.empty();
    }

    public void put(Path part, long start) throws IOException {
        if (whole.size() < start) {
            whole.write(ByteBuffer.allocate(1), start - 1);
        }
        try (var from = FileChannel.open(part)) {
            whole.transferFrom(from, start, from.size());
        }
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
