package dev.atelier.robots.meta;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.BlockSplice;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.PictureHeader;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes metadata into pictures without touching their pixels. */
public final class MetaWriteRobot implements Robot<MetaWriteRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/meta/write", Params.class)
                    .accepting(List.of("image/*", "video/*", "audio/*"))
                    .giving(RobotDescriptor.IMAGES)
                    .codes(ErrorCode.META_WRITE_VALIDATION, ErrorCode.INVALID_INPUT_ERROR)
                    .summary(
                            "Writes EXIF, IPTC and XMP into JPEG, and EXIF and XMP into PNG and"
                                    + " WebP, keeping every byte of the picture and all other"
                                    + " metadata. Other pictures, videos and sounds are refused.");

    record Params(
            @Param(
                            doc =
                                    "Tags by the names ExifTool gives them, such as `Copyright`,"
                                            + " `Artist`, `Title`, `Keywords` or `GPSLatitude`,"
                                            + " with `EXIF:`, `IPTC:` or `XMP:` in front where one"
                                            + " name stands in several. `Keywords`, `By-line`,"
                                            + " `Creator` and `Subject` take lists. An empty value"
                                            + " takes the tag away.",
                            type = "object of tag names and values",
                            fallback = "{}")
                    TagValues dataToWrite,
            @Param(doc = "Accepted and ignored: pictures need no ffmpeg.")
                    @Nullable String ffmpegStack,
            @Param(doc = "Accepted and ignored: pictures need no ffmpeg.", type = "object")
                    @Nullable JsonNode ffmpeg) {
        Params {
            dataToWrite = dataToWrite == null ? TagValues.NONE : dataToWrite;
        }
    }

    private final Codec codec;

    public MetaWriteRobot(Codec codec) {
        this.codec = codec;
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        for (AssemblyFile file : input.files()) {
            job.checkCancelled();
            if (!file.isImage()) {
                throw refused(
                        file, "is " + file.mime() + "; send pictures in JPEG, PNG or WebP.", null);
            }
            try {
                job.emit(written(params.dataToWrite(), file, job));
            } catch (PictureException e) {
                throw refused(file, "cannot be written to: " + e.getMessage(), e);
            }
        }
    }

    private Emission written(TagValues values, AssemblyFile file, RobotContext job)
            throws IOException {
        Path source = job.open(file);
        PictureHeader header = codec.header(source);
        if (!BlockSplice.FORMATS.contains(header.probe().format())) {
            throw new PictureException(
                    "it is "
                            + header.probe().format()
                            + ", and only JPEG, PNG and WebP can take metadata; convert it with"
                            + " /image/resize.");
        }
        if (values.all().isEmpty()) {
            return Emission.passOn(file);
        }
        Path target = Files.createTempFile(job.scratch(), "written", "");
        BlockSplice.write(source, target, header, new BlockEdits(values).of(header));
        return Emission.of(target, file.name(), file);
    }

    private static AssemblyException refused(
            AssemblyFile file, String message, @Nullable Throwable cause) {
        String text = file.name() + " " + message;
        return cause == null
                ? new AssemblyException(ErrorCode.INVALID_INPUT_ERROR, text)
                : new AssemblyException(ErrorCode.INVALID_INPUT_ERROR, text, cause);
    }
}
