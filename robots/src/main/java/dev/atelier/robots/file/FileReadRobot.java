package dev.atelier.robots.file;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts the text of a small file into its metadata, where later steps can refer to it. */
public final class FileReadRobot implements Robot<FileReadRobot.Params> {
    private static final int LIMIT = 500 * 1024;
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/file/read", Params.class)
                    .codes(
                            ErrorCode.FILE_READ_VALIDATION_ERROR,
                            ErrorCode.FILE_READ_VALIDATION_ERROR)
                    .summary(
                            "Hands a file of less than 500 KB on with its UTF-8 text as"
                                    + " `meta.content`.");

    record Params() {}

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        for (AssemblyFile file : input.files()) {
            ObjectNode meta = AssemblyFile.emptyJson();
            meta.put("content", text(job.open(file), file.name()));
            job.emit(new Emission.PassOn(file, meta));
        }
    }

    private static String text(Path bytes, String name) throws IOException {
        long size = Files.size(bytes);
        if (size >= LIMIT) {
            throw refused(name + " has " + size + " bytes; send less than " + LIMIT + ".");
        }
        try {
            String text = Files.readString(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused(name + " is no text in UTF-8.");
        }
    }

    private static AssemblyException refused(String message) {
        return new AssemblyException(ErrorCode.FILE_READ_VALIDATION_ERROR, message);
    }
}
