package dev.atelier.robots.file;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.archive.EntryPath;
import dev.atelier.robots.archive.MemberSink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the members of an archive under names of our own and emits them under theirs. */
final class UnpackedMembers implements MemberSink {
    private static final int CHUNK = 65_536;

    private final AssemblyFile archive;
    private final boolean atOnce;
    private final RobotContext job;
    private final List<Emission> waiting = new ArrayList<>();
    private final List<EntryPath> left = new ArrayList<>();
    private int count;

    UnpackedMembers(AssemblyFile archive, boolean atOnce, RobotContext job) {
        this.archive = archive;
        this.atOnce = atOnce;
        this.job = job;
    }

    @Override
    public void take(EntryPath path, InputStream content) throws IOException {
        Path bytes = job.scratch().resolve(archive.id() + "-" + count++);
        copy(content, bytes);
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("archive_directory", path.folder());
        meta.put("relative_path", path.folder());
        var member = new Emission.NewFile(bytes, path.name(), archive, meta);
        if (atOnce) {
            job.emit(member);
        } else {
            waiting.add(member);
        }
    }

    private void copy(InputStream content, Path bytes) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(bytes)) {
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                job.checkCancelled();
                out.write(chunk, 0, read);
            }
        }
    }

    @Override
    public void skipped(EntryPath path) {
        left.add(path);
    }

    void end() throws IOException {
        for (Emission member : waiting) {
            job.emit(member);
        }
        if (!left.isEmpty()) {
            job.notice(
                    left.size()
                            + " links or other members that are no files were left out of "
                            + archive.name()
                            + ", the first of them "
                            + left.getFirst()
                            + ".");
        }
    }
}
