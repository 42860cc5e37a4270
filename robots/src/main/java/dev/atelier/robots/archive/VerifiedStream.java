package dev.atelier.robots.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** A member's bytes, which must be as many and have the sum that its directory says. */
final class VerifiedStream extends InputStream {
    private final InputStream in;
    private final ZipMember member;
    private final CRC32 sum = new CRC32();
    private long count;

    VerifiedStream(InputStream in, ZipMember member) {
        this.in = in;
        this.member = member;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int read = in.read(to, from, length);
        if (read > 0) {
            count += read;
            sum.update(to, from, read);
        }
        boolean wrong = read < 0 && (count != member.size() || sum.getValue() != member.crc());
        if (wrong || count > member.size()) {
            throw BadArchive.because(
                    "A member of the archive is not what its directory says: "
                            + EntryPath.of(member.name())
                            + ".");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
