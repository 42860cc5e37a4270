package dev.atelier.robots.upload;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import java.io.IOException;

/** Takes the files a client uploads, so that its step can say what is read from them. */
public final class UploadHandleRobot implements Robot<UploadHandleRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/upload/handle", Params.class)
                    .codes(ErrorCode.ROBOT_VALIDATION_BASE_ERROR, ErrorCode.FILE_META_DATA_ERROR)
                    .summary(
                            "Takes the uploads. Its step must be named `:original`; say there what"
                                    + " to read from the files (`output_meta`) and which errors to"
                                    + " ignore.");

    record Params() {}

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        for (var file : input.files()) {
            job.emit(Emission.passOn(file));
        }
    }
}
