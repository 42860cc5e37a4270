package dev.atelier.robots.file;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.archive.ArchiveWriter;
import dev.atelier.robots.archive.EncryptedZipWriter;
import dev.atelier.robots.archive.EntryNames;
import dev.atelier.robots.archive.EntryPath;
import dev.atelier.robots.archive.TarWriter;
import dev.atelier.robots.archive.ZipWriter;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts files into one archive. */
public final class FileCompressRobot implements Robot<FileCompressRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/file/compress", Params.class)
                    .codes(
                            ErrorCode.FILE_COMPRESS_VALIDATION,
                            ErrorCode.FILE_COMPRESS_INVALID_INPUT)
                    .literal("path")
                    .summary(
                            "Puts files into a ZIP or tar archive: each its own, or all in one"
                                    + " with `bundle_steps`.");

    enum Format {
        TAR,
        ZIP
    }

    record Params(
            @Param(doc = "The kind of archive.", fallback = "tar") Format format,
            @Param(doc = "Whether a tar archive is compressed.", fallback = "false") Boolean gzip,
            @Param(
                            doc =
                                    "Puts the contents of a ZIP archive, not their names,"
                                            + " under AES-256 with this password.")
                    @Nullable String password,
            @Param(
                            doc =
                                    "From `0`, nothing is compressed, to `-9`, smallest and"
                                            + " slowest. A tar archive heeds it with `gzip`.",
                            min = -9,
                            max = 0,
                            fallback = "-6")
                    Integer compressionLevel,
            @Param(
                            doc =
                                    "`advanced` makes a folder for each step, named after it,"
                                            + " and begins names with two letters of"
                                            + " `unique_original_prefix` and two of the file's"
                                            + " id, originals with the former only. `simple`"
                                            + " makes no folders. `relative-path` keeps the"
                                            + " folders a file had in the archive it came from."
                                            + " Names that occur again are numbered.",
                            fallback = "advanced")
                    ArchiveLayout fileLayout,
            @Param(
                            doc =
                                    "Name of the archive without extension; that of the first"
                                            + " file when left out.")
                    @Nullable String archiveName,
            @Param(
                            doc =
                                    "Where each file goes, in place of `file_layout`, such as"
                                            + " `${file.meta.archive_directory}/${file.name}`."
                                            + " Variables stand for each file in turn.")
                    @Nullable String path) {
        Params {
            format = format == null ? Format.TAR : format;
            gzip = gzip != null && gzip;
            compressionLevel = compressionLevel == null ? -6 : compressionLevel;
            fileLayout = fileLayout == null ? ArchiveLayout.ADVANCED : fileLayout;
            if (gzip && format == Format.ZIP) {
                throw new ParamException(
                        "gzip", "is for tar archives; leave it out or set format to tar");
            }
            if (password != null && password.isEmpty()) {
                throw new ParamException("password", "is empty; leave it out or give one");
            }
            if (password != null && format == Format.TAR) {
                throw new ParamException(
                        "password", "tar archives have none; leave it out or set format to zip");
            }
        }

        ArchiveWriter writer(OutputStream out) throws IOException {
            int level = -compressionLevel;
            return switch (format) {
                case TAR -> gzip ? TarWriter.gzipped(out, level) : TarWriter.plain(out);
                case ZIP ->
                        password == null
                                ? new ZipWriter(out, level)
                                : new EncryptedZipWriter(out, level, password);
            };
        }

        String name(AssemblyFile first) {
            String given = EntryPath.of(archiveName == null ? "" : archiveName).name();
            String base = given.isEmpty() ? first.basename() : given;
            return switch (format) {
                case TAR -> base + (gzip ? ".tar.gz" : ".tar");
                case ZIP -> base + ".zip";
            };
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        Path out = job.scratch().resolve("archive");
        var names = new EntryNames();
        int done = 0;
        try (var bytes = new BufferedOutputStream(Files.newOutputStream(out));
                ArchiveWriter archive = params.writer(bytes)) {
            for (RobotInput.Item item : input.items()) {
                String name = names.unique(place(params, item, job));
                archive.add(name, job.open(item.file()), job::checkCancelled);
                job.progress(++done, input.items().size());
            }
        }
        AssemblyFile first = input.files().getFirst();
        job.emit(Emission.of(out, params.name(first), first));
    }

    private static EntryPath place(Params params, RobotInput.Item item, RobotContext job) {
        return params.path() == null
                ? params.fileLayout().place(item, job.key().assemblyId())
                : EntryPath.of(job.fill("path", params.path(), item.file()));
    }
}
