package dev.atelier.robots.file;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.archive.ArchiveWalker;
import dev.atelier.robots.archive.EntryPath;
import dev.atelier.robots.archive.MemberSink;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.meta.FileKind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Reads a file as somebody who needs all of it would. */
final class ContentCheck {
    private final Codec codec;
    private final ArchiveWalker walker;
    private final RobotContext job;

    ContentCheck(Codec codec, ArchiveLimits archives, RobotContext job) {
        this.codec = codec;
        this.walker = new ArchiveWalker(archives);
        this.job = job;
    }

    /** Claims room for the largest picture among the files. */
    void reserve(List<AssemblyFile> files) throws IOException {
        long largest = 1;
        for (AssemblyFile file : files) {
            largest = Math.max(largest, file.isImage() ? pixels(job.open(file)) : 0);
        }
        job.reserve(largest);
    }

    private long pixels(Path bytes) throws IOException {
        try {
            return codec.probe(bytes).pixels();
        } catch (PictureException toldLater) {
            return 1;
        }
    }

    /** What is wrong with the file, as a sentence without its full stop; null when nothing is. */
    @Nullable String wrong(AssemblyFile file) throws Exception {
        Path bytes = job.open(file);
        String name = file.name();
        return switch (FileKind.of(file)) {
            case IMAGE -> job.pixels(() -> picture(bytes, name));
            case ARCHIVE -> archive(bytes, name);
            case DOCUMENT ->
                    file.mime().equals("application/pdf") && !PdfFrame.sound(bytes)
                            ? name + " is a PDF that is cut off or damaged"
                            : null;
            case VIDEO, AUDIO, WEBPAGE, UNKNOWN -> null;
        };
    }

    /** Of a format that cannot be decoded here the header must do. */
    private @Nullable String picture(Path bytes, String name) throws IOException {
        try {
            if (!codec.decodes(codec.probe(bytes).format())) {
                return null;
            }
            String damage = codec.decode(bytes).damage();
            return damage == null ? null : name + " is damaged: the picture " + damage;
        } catch (PictureException e) {
            return name + " is no sound picture: " + e.getMessage();
        }
    }

    private @Nullable String archive(Path bytes, String name) throws IOException {
        try {
            walker.walk(bytes, name, null, new Nowhere());
            return null;
        } catch (AssemblyException e) {
            boolean locked = e.error().code() == ErrorCode.FILE_DECOMPRESS_PASSWORD_REQUIRED;
            return locked ? null : name + " is no sound archive: " + e.error().message();
        }
    }

    /** Reads members and keeps nothing. */
    private final class Nowhere implements MemberSink {
        private final byte[] chunk = new byte[65_536];

        @Override
        public void take(EntryPath path, InputStream content) throws IOException {
            while (content.read(chunk) >= 0) {
                job.checkCancelled();
            }
        }

        @Override
        public void skipped(EntryPath path) {}
    }
}
