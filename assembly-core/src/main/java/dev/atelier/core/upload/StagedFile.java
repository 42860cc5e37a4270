package dev.atelier.core.upload;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One staged file, open at its end. */
final class StagedFile implements Closeable {
    private final FileChannel channel;

    StagedFile(FileChannel channel) throws IOException {
        this.channel = channel;
        channel.position(channel.size());
    }

    void append(byte[] bytes, int length) throws IOException {
        var rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** Appends a whole file. */
    void append(Path file) throws IOException {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = from.size();
            long done = 0;
            while (done < size) {
                done += from.transferTo(done, size - done, channel);
            }
        }
    }

    /** Forgets everything from this offset on. */
    void cutTo(long offset) throws IOException {
        channel.truncate(offset);
        channel.position(offset);
    }

    /** Waits until the disk has it all. */
    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
