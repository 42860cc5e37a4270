package dev.atelier.robots.archive;

import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.exception.ZipException;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Reads ZIP archives by their directory; encrypted members (ZipCrypto, AES) through zip4j. */
final class ZipReader {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int LONGEST_LINK = 4096;

    private final Path archive;
    private final @Nullable String password;
    private final ArchiveLimits limits;
    private final Meter meter;

    ZipReader(Path archive, @Nullable String password, ArchiveLimits limits, Meter meter) {
        this.archive = archive;
        this.password = password;
        this.limits = limits;
        this.meter = meter;
    }

    void walk(MemberSink sink) throws IOException {
        try (FileChannel file = FileChannel.open(archive)) {
            List<ZipMember> members =
                    BadArchive.guarded(() -> new ZipDirectory(file, limits).members());
            if (password == null && members.stream().anyMatch(ZipMember::encrypted)) {
                throw BadArchive.noPassword();
            }
            for (ZipMember member : members) {
                meter.entry();
                if (!member.folder()) {
                    member(file, member, sink);
                }
            }
        }
    }

    private void member(FileChannel file, ZipMember member, MemberSink sink) throws IOException {
        EntryPath path = EntryPath.of(member.name());
        if (!member.link() && !member.regular()) {
            sink.skipped(path);
            return;
        }
        try (InputStream content =
                member.encrypted() ? decrypted(member) : unpacked(file, member)) {
            if (member.link()) {
                byte[] target = content.readNBytes(LONGEST_LINK);
                LinkTarget.check(member.name(), new String(target, StandardCharsets.UTF_8));
                sink.skipped(path);
            } else {
                sink.take(path.orNamed("file"), content);
            }
        }
    }

    private InputStream unpacked(FileChannel file, ZipMember member) {
        InputStream raw =
                BadArchive.guarded(() ->
                        new BufferedInputStream(
                                new ChannelSlice(file, data(file, member), member.compressed())));
        InputStream plain =
                switch (member.method()) {
                    case ZipMember.STORED -> raw;
                    case ZipMember.DEFLATED -> new Inflated(raw);
                    default ->
                            throw BadArchive.because(
                                    "Members under ZIP method "
                                            + member.method()
                                            + " cannot be unpacked; pack them with deflate.");
                };
        return new MeteredStream(new VerifiedStream(plain, member), meter);
    }

    /** Where the bytes of a member begin, by its local header. */
    private static long data(FileChannel file, ZipMember member) throws IOException {
        var local =
                ByteBuffer.wrap(
                                new ChannelSlice(file, member.offset(), LOCAL_LENGTH)
                                        .readNBytes(LOCAL_LENGTH))
                        .order(ByteOrder.LITTLE_ENDIAN);
        if (local.getInt(0) != LOCAL) {
            throw BadArchive.because("A member of the archive is not where its directory says.");
        }
        return member.offset()
                + LOCAL_LENGTH
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
    }

    /** The directory is checked by now, so that the library meets no more than it can hold. */
    private InputStream decrypted(ZipMember member) {
        char[] key = password == null ? new char[0] : password.toCharArray();
        var zip = new ZipFile(archive.toFile(), key);
        InputStream content =
                attempt(() -> {
                    var headers = zip.getFileHeaders();
                    if (member.index() >= headers.size()) {
                        throw BadArchive.because("The archive's directory is damaged.");
                    }
                    return zip.getInputStream(headers.get(member.index()));
                });
        return new MeteredStream(new Decrypted(content, zip), meter);
    }

    private static <T> T attempt(BadArchive.Reading<T> reading) {
        return BadArchive.guarded(() -> {
            try {
                return reading.read();
            } catch (ZipException e) {
                if (e.getType() == ZipException.Type.WRONG_PASSWORD) {
                    throw BadArchive.wrongPassword();
                }
                throw e;
            }
        });
    }

    /** Gives its inflater back when closed. */
    private static final class Inflated extends InflaterInputStream {
        Inflated(InputStream in) {
            super(in, new Inflater(true), ArchiveWriter.CHUNK);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    private static final class Decrypted extends InputStream {
        private final InputStream in;
        private final ZipFile zip;

        Decrypted(InputStream in, ZipFile zip) {
            this.in = in;
            this.zip = zip;
        }

        @Override
        public int read() {
            return attempt(in::read);
        }

        @Override
        public int read(byte[] to, int from, int count) {
            return attempt(() -> in.read(to, from, count));
        }

        /** The library checks what is left when it is closed, which is nobody's business then. */
        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
