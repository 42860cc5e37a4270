package dev.atelier.robots.meta;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import java.io.IOException;

/** Reads the metadata of files anew, wherever they come from. */
public final class MetaReadRobot implements Robot<MetaReadRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/meta/read", Params.class)
                    .codes(ErrorCode.META_READ_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Hands files on with their metadata read again, as the step's"
                                    + " `output_meta` asks. Every result has metadata without"
                                    + " this step; it serves to get more of it, such as colours"
                                    + " and BlurHash, later in an Assembly and for some files"
                                    + " only. What other robots noted, such as `hash`, stays.");

    record Params() {}

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        for (AssemblyFile file : input.files()) {
            job.emit(new Emission.Reread(file));
        }
    }
}
