package dev.atelier.server.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a multipart body part by part without holding more of it than one buffer. Call {@link
 * #next}, then {@link #read} until it says the part has ended.
 */
final class MultipartReader {
    private static final int PART_HEADERS = 16 * 1024;
    private static final int MAX_BOUNDARY = 70;

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long RETURNS = ONES * '\r';

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[256 * 1024];
    private int position;
    private int limit;
    private boolean insidePart = true;

    /**
     * @param boundary as the request's content type states it
     */
    MultipartReader(InputStream in, @Nullable String boundary) {
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw new MalformedFormException(
                    "its content type must state a boundary of 1 to "
                            + MAX_BOUNDARY
                            + " characters");
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // the first delimiter may stand at the very start, without the line break before it
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
    }

    /** The head of the next part, null after the last. What was left of the part is skipped. */
    @Nullable Part next() throws IOException {
        byte[] skipped = new byte[8 * 1024];
        while (insidePart) {
            insidePart = read(skipped, 0, skipped.length) >= 0;
        }
        require(delimiter.length + 2);
        position += delimiter.length;
        if (buffer[position] == '-' && buffer[position + 1] == '-') {
            skipEpilogue(skipped);
            return null;
        }
        skipPadding();
        Part part = PartHeaders.parse(headers());
        insidePart = true;
        return part;
    }

    /** Bytes of the current part; -1 once it has ended. */
    int read(byte[] target, int offset, int length) throws IOException {
        int free = freeOfDelimiter(length);
        while (free == 0 && !atDelimiter()) {
            fill();
            free = freeOfDelimiter(length);
        }
        if (free == 0) {
            insidePart = false;
            return -1;
        }
        System.arraycopy(buffer, position, target, offset, free);
        position += free;
        return free;
    }

    /** How many of the buffered bytes certainly belong to the part; no more than are wanted. */
    private int freeOfDelimiter(int wanted) {
        int end = Math.min(limit, position + wanted);
        int at = lineBreak(position, end);
        while (at < end && !mayBeDelimiter(at)) {
            at = lineBreak(at + 1, end);
        }
        return at - position;
    }

    /** Where the next carriage return is, looking at eight bytes at a time; the end for none. */
    private int lineBreak(int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end && !hasReturn((long) EIGHT.get(buffer, at))) {
            at += Long.BYTES;
        }
        while (at < end && buffer[at] != '\r') {
            at++;
        }
        return at;
    }

    /**
     * Whether one of eight bytes is a carriage return: that one alone becomes zero, and borrows.
     */
    private static boolean hasReturn(long eight) {
        long zeroed = eight ^ RETURNS;
        return (zeroed - ONES & ~zeroed & HIGHS) != 0;
    }

    /** Whether the bytes from here on are a delimiter, or could be once more have come. */
    private boolean mayBeDelimiter(int start) {
        int known = Math.min(delimiter.length, limit - start);
        for (int i = 1; i < known; i++) {
            if (buffer[start + i] != delimiter[i]) {
                return false;
            }
        }
        int after = start + delimiter.length;
        return after + 1 >= limit || endsDelimiter(buffer[after], buffer[after + 1]);
    }

    private static boolean endsDelimiter(byte first, byte second) {
        return (first == '-' && second == '-')
                || (first == '\r' && second == '\n')
                || first == ' '
                || first == '\t';
    }

    private boolean atDelimiter() {
        return limit - position >= delimiter.length + 2 && mayBeDelimiter(position);
    }

    private void skipPadding() throws IOException {
        require(2);
        while (buffer[position] == ' ' || buffer[position] == '\t') {
            position++;
            require(2);
        }
        if (buffer[position] != '\r' || buffer[position + 1] != '\n') {
            throw new MalformedFormException("a boundary is not followed by a line break");
        }
        position += 2;
    }

    private String headers() throws IOException {
        var lines = new StringBuilder();
        var line = new java.io.ByteArrayOutputStream();
        int total = 0;
        while (true) {
            require(2);
            if (buffer[position] == '\r' && buffer[position + 1] == '\n') {
                position += 2;
                if (line.size() == 0) {
                    return lines.toString().stripTrailing();
                }
                lines.append(line.toString(StandardCharsets.UTF_8)).append("\r\n");
                line.reset();
            } else {
                line.write(buffer[position++]);
            }
            if (++total > PART_HEADERS) {
                throw new MalformedFormException(
                        "the headers of a part are larger than " + PART_HEADERS + " bytes");
            }
        }
    }

    private void skipEpilogue(byte[] scratch) throws IOException {
        while (in.read(scratch, 0, scratch.length) >= 0) {
            // what follows the last boundary means nothing
        }
    }

    private void require(int count) throws IOException {
        while (limit - position < count) {
            fill();
        }
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            throw new BrokenBodyException("it ends without its final boundary");
        }
        limit += count;
    }
}
