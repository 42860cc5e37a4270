package dev.atelier.robots.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The central directory of a ZIP archive, read record by record and checked before anything is
 * unpacked: as many records as it says, within the limit, none overlapping another (PKWARE's
 * APPNOTE 4.3.6 to 4.4).
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int END64 = 0x06064b50;
    private static final int END64_LENGTH = 56;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int LOCATOR64_LENGTH = 20;
    private static final int RECORD = 0x02014b50;
    private static final int RECORD_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int UTF8 = 1 << 11;
    private static final int UNIX = 3;
    private static final int EXTRA64 = 1;
    private static final long UNKNOWN = 0xFFFF_FFFFL;

    private final FileChannel file;
    private final ArchiveLimits limits;

    /** Where the records are. */
    private record Extent(long offset, long length, long records) {}

    ZipDirectory(FileChannel file, ArchiveLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** The members in the order of the directory. */
    List<ZipMember> members() throws IOException {
        Extent extent = extent();
        var members = new ArrayList<ZipMember>();
        try (var in =
                new BufferedInputStream(new ChannelSlice(file, extent.offset(), extent.length()))) {
            for (long i = 0; i < extent.records(); i++) {
                if (i == limits.entries()) {
                    throw BadArchive.because(
                            "The archive has more than "
                                    + limits.entries()
                                    + " members; split it.");
                }
                members.add(record(in, (int) i));
            }
            if (in.read() >= 0) {
                throw BadArchive.because("The archive's directory has more than it says.");
            }
        }
        checkApart(members, extent.offset());
        return members;
    }

    private Extent extent() throws IOException {
        int tail = (int) Math.min(file.size(), END_LENGTH + LONGEST_COMMENT);
        ByteBuffer bytes = at(file.size() - tail, tail);
        for (int i = tail - END_LENGTH; i >= 0; i--) {
            if (bytes.getInt(i) == END && i + END_LENGTH + word(bytes, i + 20) == tail) {
                return extent(file.size() - tail + i, bytes.slice(i, END_LENGTH));
            }
        }
        throw BadArchive.because("The ZIP archive has no end; it is cut off.");
    }

    private Extent extent(long position, ByteBuffer slice) throws IOException {
        ByteBuffer end = slice.order(ByteOrder.LITTLE_ENDIAN);
        long records = word(end, 10);
        long length = dword(end, 12);
        long offset = dword(end, 16);
        boolean large = records == 0xFFFF || length == UNKNOWN || offset == UNKNOWN;
        if (large && position >= LOCATOR64_LENGTH) {
            ByteBuffer locator = at(position - LOCATOR64_LENGTH, LOCATOR64_LENGTH);
            if (locator.getInt(0) == LOCATOR64) {
                ByteBuffer end64 = at(locator.getLong(8), END64_LENGTH);
                require(end64.getInt(0) == END64);
                records = end64.getLong(32);
                length = end64.getLong(40);
                offset = end64.getLong(48);
            }
        }
        require(word(end, 4) == 0 || word(end, 4) == 0xFFFF);
        require(records >= 0 && length >= 0 && offset >= 0);
        require(offset <= position && length <= position - offset);
        return new Extent(offset, length, records);
    }

    private static ZipMember record(InputStream in, int index) throws IOException {
        ByteBuffer head = little(in, RECORD_LENGTH);
        require(head.getInt(0) == RECORD);
        byte[] name = bytes(in, word(head, 28));
        ByteBuffer extra = little(in, word(head, 30));
        in.skipNBytes(word(head, 32));
        int flags = word(head, 8);
        long size = dword(head, 24);
        long compressed = dword(head, 20);
        long offset = dword(head, 42);
        ByteBuffer wide = extra64(extra);
        size = size == UNKNOWN && wide.remaining() >= 8 ? wide.getLong() : size;
        compressed = compressed == UNKNOWN && wide.remaining() >= 8 ? wide.getLong() : compressed;
        offset = offset == UNKNOWN && wide.remaining() >= 8 ? wide.getLong() : offset;
        require(size >= 0 && compressed >= 0 && offset >= 0);
        int mode = word(head, 4) >>> 8 == UNIX ? head.getInt(38) >>> 16 : 0;
        return new ZipMember(
                text(name, (flags & UTF8) != 0),
                index,
                flags,
                word(head, 10),
                dword(head, 16),
                offset,
                compressed,
                size,
                mode);
    }

    /** The values that do not fit into the record itself; nothing when there are none. */
    private static ByteBuffer extra64(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            if (id == EXTRA64) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    /** Members that share bytes are how small archives unpack to large ones. */
    private static void checkApart(List<ZipMember> members, long directory) {
        long free = 0;
        var sorted = members.stream().sorted(Comparator.comparingLong(ZipMember::offset)).toList();
        for (ZipMember member : sorted) {
            if (member.offset() < free) {
                throw BadArchive.because("The archive has members that overlap.");
            }
            require(member.offset() <= directory && member.compressed() <= directory);
            free = member.offset() + LOCAL_LENGTH + member.compressed();
        }
        require(free <= directory);
    }

    private static String text(byte[] name, boolean utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException e) {
            boolean known = !utf8 && Charset.isSupported("IBM437");
            return new String(
                    name, known ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1);
        }
    }

    private ByteBuffer at(long position, int count) throws IOException {
        require(position >= 0 && position <= file.size() - count);
        return little(new ChannelSlice(file, position, count), count);
    }

    private static ByteBuffer little(InputStream in, int count) throws IOException {
        return ByteBuffer.wrap(bytes(in, count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private static int word(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private static long dword(ByteBuffer bytes, int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw BadArchive.because("The archive's directory is damaged.");
        }
    }
}
