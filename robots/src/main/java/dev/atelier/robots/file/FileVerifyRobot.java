package dev.atelier.robots.file;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.meta.FileKind;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Lets on the files that are what they are expected to be, whole and sound. */
public final class FileVerifyRobot implements Robot<FileVerifyRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/file/verify", Params.class)
                    .codes(ErrorCode.FILE_VERIFY_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Lets on the files of one type that are sound and stops the others."
                                    + " The content tells the type, never the name. Pictures are"
                                    + " decoded, archives unpacked, of a PDF the frame is looked"
                                    + " at; of video, audio, text and office files only the"
                                    + " beginning.");

    record Params(
            @Param(
                            doc =
                                    "What a file must be: one of the words `archive`, `audio`,"
                                            + " `document`, `image`, `office`, `pdf`, `swf`,"
                                            + " `text`, `video`, `xls`, or a MIME type such as"
                                            + " `image/png` or `image/*`.",
                            pattern =
                                    "archive|audio|document|image|office|pdf|swf|text|video|xls"
                                            + "|[a-z]+/(\\*|[A-Za-z0-9.+-]+)",
                            fallback = "pdf")
                    String verifyToBe,
            @Param(doc = "Whether a stopped file ends the Assembly.", fallback = "false")
                    Boolean errorOnDecline,
            @Param(doc = "The message of that error; what is wrong when left out.")
                    @Nullable String errorMsg,
            @Param(
                            doc = "PDF files are read here and never written; mend them before.",
                            fallback = "false",
                            notYet = true)
                    Boolean repairPdf) {
        Params {
            verifyToBe = verifyToBe == null ? "pdf" : verifyToBe.toLowerCase(Locale.ROOT);
            errorOnDecline = errorOnDecline != null && errorOnDecline;
            repairPdf = repairPdf != null && repairPdf;
        }
    }

    private final Codec codec;
    private final ArchiveLimits archives;

    public FileVerifyRobot(Codec codec, ArchiveLimits archives) {
        this.codec = codec;
        this.archives = archives;
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        var check = new ContentCheck(codec, archives, job);
        check.reserve(input.files());
        for (AssemblyFile file : input.files()) {
            String wrong =
                    FileKind.matches(file, params.verifyToBe())
                            ? check.wrong(file)
                            : file.name() + " is " + file.mime() + ", not " + params.verifyToBe();
            if (wrong == null) {
                job.emit(Emission.passOn(file));
            } else if (params.errorOnDecline()) {
                String message = params.errorMsg() == null ? wrong + "." : params.errorMsg();
                throw new AssemblyException(ErrorCode.FILE_VERIFY_INVALID_FILE, message);
            }
        }
    }
}
