package dev.atelier.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.IgnoredError;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.MetadataReader.MediaType;
import dev.atelier.core.robot.Emission;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes files of the Assembly out of what a robot emits: their bytes are stored, their kind and
 * their metadata read.
 */
final class EmittedFiles {
    private final JobContext job;
    private final JobRunner.Workshop workshop;
    private final JobRunner.Work work;
    private final boolean batch;
    private final List<IgnoredError> ignored;

    /**
     * @param ignored takes the errors of metadata that the step ignores
     */
    EmittedFiles(
            JobContext job,
            JobRunner.Workshop workshop,
            JobRunner.Work work,
            boolean batch,
            List<IgnoredError> ignored) {
        this.job = job;
        this.workshop = workshop;
        this.work = work;
        this.batch = batch;
        this.ignored = ignored;
    }

    /** Null when the step drops it. */
    @Nullable AssemblyFile of(String id, Emission emission) throws IOException {
        AssemblyFile file =
                switch (emission) {
                    case Emission.NewFile made -> store(id, made);
                    case Emission.PassOn passed -> passOn(id, passed);
                    case Emission.Reread known -> reread(id, known.file());
                    case Emission.Imported fetched -> keep(id, fetched);
                    case Emission.Stub stub -> empty(id, stub);
                };
        return file == null ? null : withUserMeta(file);
    }

    private AssemblyFile store(String id, Emission.NewFile made) throws IOException {
        MediaType type = workshop.metadata().sniff(made.bytes(), made.name());
        ObjectNode meta = metadata(made.bytes(), type, made.name());
        meta.setAll(made.meta());
        FileStore.FileRef ref = workshop.files().put(made.bytes());
        AssemblyFile origin = made.origin();
        var original =
                origin == null
                        ? new AssemblyFile.Original(id, made.name(), "/", ref.md5())
                        : origin.original();
        return new AssemblyFile(
                id,
                ref.sha256(),
                ref.md5(),
                ref.size(),
                made.name(),
                type.mime(),
                type.type(),
                origin == null ? null : origin.field(),
                original,
                origin != null && origin.fromBatchImport(),
                origin == null ? null : origin.importUrl(),
                meta,
                origin == null ? AssemblyFile.emptyJson() : origin.userMeta());
    }

    /** Null when its metadata cannot be read and the step drops such files. */
    private @Nullable AssemblyFile keep(String id, Emission.Imported fetched) throws IOException {
        MediaType type = workshop.metadata().sniff(fetched.bytes(), fetched.name());
        ObjectNode meta = AssemblyFile.emptyJson();
        try {
            meta = extract(fetched.bytes(), type, fetched.name());
        } catch (AssemblyException e) {
            boolean ignores = work.step().ignoreErrors().contains(Phase.META);
            if (!fetched.withoutMeta() && !ignores) {
                throw e;
            }
            ignored.add(new IgnoredError(work.step().name(), Phase.META, e.error()));
            if (!fetched.withoutMeta()) {
                return null;
            }
        }
        String name = named(fetched.name(), type);
        FileStore.FileRef ref = workshop.files().put(fetched.bytes());
        return new AssemblyFile(
                id,
                ref.sha256(),
                ref.md5(),
                ref.size(),
                name,
                type.mime(),
                type.type(),
                null,
                new AssemblyFile.Original(id, name, "/", ref.md5()),
                fetched.many(),
                fetched.url(),
                meta,
                AssemblyFile.emptyJson());
    }

    private AssemblyFile empty(String id, Emission.Stub stub) throws IOException {
        Path bytes = Files.createTempFile(job.scratch(), "stub-", "");
        MediaType type = workshop.metadata().sniff(bytes, stub.name());
        FileStore.FileRef ref = workshop.files().put(bytes);
        return new AssemblyFile(
                id,
                ref.sha256(),
                ref.md5(),
                ref.size(),
                stub.name(),
                type.mime(),
                type.type(),
                null,
                new AssemblyFile.Original(id, stub.name(), "/", ref.md5()),
                stub.many(),
                stub.url(),
                stub.meta(),
                AssemblyFile.emptyJson());
    }

    /** An upload is looked at here for the first time; any other input is known already. */
    private AssemblyFile passOn(String id, Emission.PassOn passed) throws IOException {
        AssemblyFile file = passed.file();
        if (!work.step().isOriginal()) {
            return file.withId(id).withMeta(laidOver(file.meta(), passed.meta()));
        }
        Path bytes = job.open(file);
        MediaType type = workshop.metadata().sniff(bytes, file.name());
        ObjectNode meta = metadata(bytes, type, file.name());
        meta.setAll(passed.meta());
        return file.withId(id)
                .withType(named(file.name(), type), type.mime(), type.type())
                .withMeta(meta);
    }

    private AssemblyFile reread(String id, AssemblyFile file) throws IOException {
        Path bytes = job.open(file);
        MediaType type = workshop.metadata().sniff(bytes, file.name());
        ObjectNode fresh = metadata(bytes, type, file.name());
        return file.withId(id).withMeta(laidOver(file.meta(), fresh));
    }

    private static ObjectNode laidOver(ObjectNode below, ObjectNode above) {
        ObjectNode both = below.deepCopy();
        both.setAll(above);
        return both;
    }

    /** A name without an extension gets the usual one of its content. */
    private static String named(String name, MediaType type) {
        boolean bare = Names.extension(name).isEmpty();
        return bare && !type.extension().isEmpty() ? name + "." + type.extension() : name;
    }

    private ObjectNode metadata(Path bytes, MediaType type, String name) throws IOException {
        try {
            return extract(bytes, type, name);
        } catch (AssemblyException e) {
            if (!work.step().ignoreErrors().contains(Phase.META)) {
                throw e;
            }
            ignored.add(new IgnoredError(work.step().name(), Phase.META, e.error()));
            return AssemblyFile.emptyJson();
        }
    }

    private ObjectNode extract(Path bytes, MediaType type, String name) throws IOException {
        OutputMeta wanted = work.step().outputMeta();
        if (!wanted.extract()) {
            return AssemblyFile.emptyJson();
        }
        long pixels = workshop.metadata().pixels(bytes, type);
        PixelPool.Room own = job.roomOfOne(pixels);
        List<String> notes = new ArrayList<>();
        try {
            return workshop.pixels()
                    .call(batch, () -> workshop.metadata().read(bytes, type, wanted, notes::add));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            if (own != null) {
                own.close();
            }
            notes.forEach(note -> job.notice(name + " " + note));
        }
    }

    private AssemblyFile withUserMeta(AssemblyFile file) {
        if (work.step().userMeta().isEmpty()) {
            return file;
        }
        ObjectNode merged = file.userMeta().deepCopy();
        merged.setAll(work.step().userMeta());
        return file.withUserMeta(merged);
    }
}
