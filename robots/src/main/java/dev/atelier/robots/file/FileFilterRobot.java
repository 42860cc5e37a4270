package dev.atelier.robots.file;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Lets files on or stops them, by conditions on what is known about them. */
public final class FileFilterRobot implements Robot<FileFilterRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/file/filter", Params.class)
                    .codes(ErrorCode.FILE_FILTER_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary("Lets on the files that meet conditions and stops the others.");

    enum ConditionType {
        OR,
        AND
    }

    record Params(
            @Param(
                            doc =
                                    "Conditions `[left, operator, right]` a file must meet to go"
                                        + " on. All files go on when it is left out, none when the"
                                        + " list is empty. Operators: `=`, `!=`, `===`, `!==`, `<`,"
                                        + " `<=`, `>`, `>=`, `regex`, `includes`, `empty`; the last"
                                        + " three also with `!` before them. Sizes may be written"
                                        + " as `20mb`.",
                            type = "list of conditions",
                            asWritten = true)
                    @Nullable Conditions accepts,
            @Param(
                            doc = "Conditions that stop a file which was accepted.",
                            type = "list of conditions",
                            asWritten = true)
                    @Nullable Conditions declines,
            @Param(doc = "Whether one condition will do or all must hold.", fallback = "or")
                    ConditionType conditionType,
            @Param(doc = "Whether a stopped file ends the Assembly.", fallback = "false")
                    Boolean errorOnDecline,
            @Param(
                            doc = "The message of that error.",
                            fallback = "One of your files was declined",
                            asWritten = true)
                    String errorMsg) {
        Params {
            conditionType = conditionType == null ? ConditionType.OR : conditionType;
            errorOnDecline = errorOnDecline != null && errorOnDecline;
            errorMsg =
                    errorMsg == null
                            ? ErrorCode.FILE_FILTER_DECLINED_FILE.defaultMessage()
                            : errorMsg;
        }

        boolean letsOn() {
            boolean all = conditionType == ConditionType.AND;
            return (accepts == null || accepts.hold(all))
                    && (declines == null || !declines.hold(all));
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        if (params.letsOn()) {
            for (var file : input.files()) {
                job.emit(Emission.passOn(file));
            }
        } else if (params.errorOnDecline()) {
            throw new AssemblyException(ErrorCode.FILE_FILTER_DECLINED_FILE, params.errorMsg());
        }
    }
}
