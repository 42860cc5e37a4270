package dev.atelier.server.conformance;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Takes its time and hands on copies of its input. */
final class SimulateRobot implements Robot<SimulateRobot.Params> {
    private static final long BEAT = Duration.ofMillis(10).toNanos();
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/progress/simulate", Params.class)
                    .codes(ErrorCode.ROBOT_VALIDATION_BASE_ERROR, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .weighs(Load.NETWORK)
                    .summary("Pretends to work.");

    record Params(
            @Param(doc = "Seconds it takes.", min = 0, max = 60, fallback = "0") Double duration,
            @Param(doc = "Copies of each input.", min = 0, max = 100, fallback = "1")
                    Integer outputFiles,
            @Param(doc = "Whether it tells how far it is.", fallback = "false")
                    Boolean emitProgress,
            @Param(doc = "Whether it tells what will come.", fallback = "false")
                    Boolean predictOutput) {
        Params {
            duration = duration == null ? 0 : duration;
            outputFiles = outputFiles == null ? 1 : outputFiles;
            emitProgress = emitProgress != null && emitProgress;
            predictOutput = predictOutput != null && predictOutput;
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        long started = job.clock().millis();
        long took = 0;
        while (took < params.duration() * 1000) {
            job.checkCancelled();
            LockSupport.parkNanos(BEAT);
            took = job.clock().millis() - started;
            if (params.emitProgress()) {
                job.progress((int) took, (int) (params.duration() * 1000));
            }
        }
        for (AssemblyFile file : input.files()) {
            for (int i = 0; i < params.outputFiles(); i++) {
                Path copy = job.scratch().resolve("copy-" + i);
                Files.copy(job.open(file), copy);
                job.emit(Emission.of(copy, file.name(), file));
            }
        }
    }
}
