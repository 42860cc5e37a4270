package dev.atelier.robots.file;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.archive.ArchiveWalker;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** Takes the files out of an archive. */
public final class FileDecompressRobot implements Robot<FileDecompressRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/file/decompress", Params.class)
                    .accepting(
                            List.of(
                                    "application/zip",
                                    "application/x-7z-compressed",
                                    "application/x-tar",
                                    "application/gzip",
                                    "application/x-bzip2",
                                    "application/x-xz",
                                    "application/x-compress",
                                    "application/x-archive",
                                    "application/x-cpio",
                                    "application/vnd.rar"))
                    .codes(
                            ErrorCode.FILE_DECOMPRESS_VALIDATION,
                            ErrorCode.FILE_DECOMPRESS_INVALID_INPUT)
                    .summary(
                            "Takes the files out of a ZIP, 7z, tar, ar or cpio archive, the last"
                                    + " three also under gzip, bzip2, xz or compress, and"
                                    + " unpacks single files under those. RAR is refused. Each"
                                    + " file gets its folder as `meta.archive_directory` and"
                                    + " `meta.relative_path`. Links within the archive are left"
                                    + " out with a notice; one that leaves it, or more than the"
                                    + " server's limits for archives, is an error.");

    record Params(
            @Param(doc = "Opens an encrypted ZIP or 7z archive.") @Nullable String password,
            @Param(
                            doc =
                                    "Whether each file goes on as soon as it is out; otherwise"
                                            + " all wait for the last, and none goes on when"
                                            + " the archive turns out to be bad.",
                            fallback = "true")
                    Boolean turbo) {
        Params {
            turbo = turbo == null || turbo;
        }
    }

    private final ArchiveWalker walker;

    public FileDecompressRobot(ArchiveLimits limits) {
        this.walker = new ArchiveWalker(limits);
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        for (AssemblyFile archive : input.files()) {
            var members = new UnpackedMembers(archive, params.turbo(), job);
            walker.walk(job.open(archive), archive.name(), params.password(), members);
            members.end();
        }
    }
}
